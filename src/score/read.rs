//! The text of a condition becomes a [`When`]: a parser by recursive descent that knows what is a
//! number and what a truth value, and bounds how deep parts may stand in one another.

use std::ops::Range;

use crate::base::suggest;

use super::condition::{Name, Number, Truth, When};
use super::token::{Token, tokens};

/// How deep brackets, `not` and `-` may stand in one another.
const DEPTH_LIMIT: usize = 32;
/// How many bytes a condition may have.
const LENGTH_LIMIT: usize = 1000;

/// Words with a meaning of their own in conditions.
const RESERVED: &[&str] = &["and", "or", "not", "min", "max", "else", "score"];

/// Whether nothing can have this id and be named in a condition.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || id.bytes().all(|b| b.is_ascii_digit())
}

/// The names that a condition may use.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    /// Ids and labels of the measures.
    pub measures: Vec<(&'a str, &'a str)>,
    /// Ids of the statements.
    pub items: Vec<&'a str>,
    /// Whether `score` is known: the band has `each = true`.
    pub each: bool,
}

/// What is wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the condition that it is about.
    pub span: Range<usize>,
    /// What is wrong, worded as a diagnostic.
    pub message: String,
    /// How to mend it; may be empty.
    pub hint: String,
}

impl Problem {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            hint: String::new(),
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Reads a condition. Spans of problems are bytes of `text`.
pub fn read(text: &str, scope: &Scope<'_>) -> Result<When, Problem> {
    if text.len() > LENGTH_LIMIT {
        let message = format!("a condition of more than {LENGTH_LIMIT} bytes");
        return Err(Problem::new(0..text.len(), message));
    }
    let mut reader = Reader {
        text,
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
        scope,
    };
    if reader.tokens.is_empty() {
        return Err(Problem::new(0..text.len(), "the condition is empty")
            .hint("write `else` for a band that is shown where no other applies"));
    }
    if let [(Token::Word("else"), span)] = &reader.tokens[..] {
        if scope.each {
            let message = "`else` is about all dimensions at once";
            return Err(Problem::new(span.clone(), message).hint("leave out `each = true`"));
        }
        return Ok(When::Else);
    }
    let whole = reader.any()?;
    if let Some((token, span)) = reader.peek() {
        let problem = Problem::new(span.clone(), "expected `and`, `or` or the end");
        return Err(match token {
            Token::Compare(_) => chained(span),
            Token::Word(word) => match suggest::nearest(word, ["and", "or"]) {
                Some(meant) => problem.hint(format!("did you mean `{meant}`?")),
                None => problem,
            },
            _ => problem,
        });
    }
    let truth = reader.truth(whole, "the condition")?;
    let mut in_turn = false;
    truth.names(&mut |name| in_turn |= name == Name::Score);
    if scope.each && !in_turn {
        let message = "a condition with `each = true` that does not ask for `score`";
        return Err(Problem::new(0..text.len(), message)
            .hint("write `score` for the points of the dimension in turn, or leave out `each`"));
    }
    Ok(When::Holds(truth))
}

fn chained(span: Range<usize>) -> Problem {
    Problem::new(span, "a comparison has two sides")
        .hint("join two comparisons by `and`, as in `10 <= m and m < 20`")
}

/// A part of a condition that has been read.
struct Part {
    what: What,
    span: Range<usize>,
}

enum What {
    Number(Number),
    Truth(Truth),
}

struct Reader<'a> {
    text: &'a str,
    tokens: Vec<(Token<'a>, Range<usize>)>,
    next: usize,
    depth: usize,
    scope: &'a Scope<'a>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<(Token<'a>, Range<usize>)> {
        self.tokens.get(self.next).cloned()
    }

    /// Takes the next token if it is this one.
    fn take(&mut self, token: Token<'_>) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|(t, _)| *t == token);
        self.next += usize::from(found);
        found
    }

    /// One level deeper, unless it is too deep.
    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            let message = format!("parts stand in one another more than {DEPTH_LIMIT} deep");
            return Err(Problem::new(self.here(), message));
        }
        let part = read(self);
        self.depth -= 1;
        part
    }

    /// Where the next token stands, or the end.
    fn here(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        self.peek().map_or(end..end, |(_, span)| span)
    }

    fn number(&self, part: Part, by: &str) -> Result<Number, Problem> {
        match part.what {
            What::Number(number) => Ok(number),
            What::Truth(_) => {
                let found = &self.text[part.span.clone()];
                let message = format!("{by} takes numbers, and `{found}` is true or false");
                Err(Problem::new(part.span, message))
            }
        }
    }

    fn truth(&self, part: Part, by: &str) -> Result<Truth, Problem> {
        match part.what {
            What::Truth(truth) => Ok(truth),
            What::Number(_) => {
                let found = &self.text[part.span.clone()];
                let message = format!("{by} must be true or false, and `{found}` is a number");
                let hint = format!("compare it, as in `{found} >= 10`");
                Err(Problem::new(part.span, message).hint(hint))
            }
        }
    }

    /// `a or b or …`
    fn any(&mut self) -> Result<Part, Problem> {
        self.joined("or", Self::all, Truth::Or)
    }

    /// `a and b and …`
    fn all(&mut self) -> Result<Part, Problem> {
        self.joined("and", Self::negated, Truth::And)
    }

    fn joined(
        &mut self,
        word: &str,
        read: impl Fn(&mut Self) -> Result<Part, Problem>,
        join: impl Fn(Vec<Truth>) -> Truth,
    ) -> Result<Part, Problem> {
        let first = read(self)?;
        if self.peek().map(|(token, _)| token) != Some(Token::Word(word)) {
            return Ok(first);
        }
        let by = format!("what `{word}` joins");
        let start = first.span.start;
        let mut end = first.span.end;
        let mut parts = vec![self.truth(first, &by)?];
        while self.take(Token::Word(word)) {
            let part = read(self)?;
            end = part.span.end;
            parts.push(self.truth(part, &by)?);
        }
        let what = What::Truth(join(parts));
        Ok(Part {
            what,
            span: start..end,
        })
    }

    /// `not a`
    fn negated(&mut self) -> Result<Part, Problem> {
        let start = self.here().start;
        if !self.take(Token::Word("not")) {
            return self.compared();
        }
        let part = self.deeper(Self::negated)?;
        let span = start..part.span.end;
        let truth = self.truth(part, "what `not` turns round")?;
        let what = What::Truth(Truth::Not(Box::new(truth)));
        Ok(Part { what, span })
    }

    /// `a < b`
    fn compared(&mut self) -> Result<Part, Problem> {
        let left = self.sum()?;
        let Some((Token::Compare(how), _)) = self.peek() else {
            return Ok(left);
        };
        self.next += 1;
        let right = self.sum()?;
        if let Some((Token::Compare(_), span)) = self.peek() {
            return Err(chained(span));
        }
        let span = left.span.start..right.span.end;
        let by = format!("`{}`", how.symbol());
        let truth = Truth::Compare(how, self.number(left, &by)?, self.number(right, &by)?);
        let what = What::Truth(truth);
        Ok(Part { what, span })
    }

    /// `a + b - c`
    fn sum(&mut self) -> Result<Part, Problem> {
        let mut left = self.signed()?;
        while let Some((token @ (Token::Plus | Token::Minus), _)) = self.peek() {
            self.next += 1;
            let right = self.signed()?;
            let span = left.span.start..right.span.end;
            let by = if token == Token::Plus { "`+`" } else { "`-`" };
            let a = Box::new(self.number(left, by)?);
            let b = Box::new(self.number(right, by)?);
            let number = match token {
                Token::Plus => Number::Sum(a, b),
                _ => Number::Difference(a, b),
            };
            let what = What::Number(number);
            left = Part { what, span };
        }
        Ok(left)
    }

    /// `-a`
    fn signed(&mut self) -> Result<Part, Problem> {
        let start = self.here().start;
        if !self.take(Token::Minus) {
            return self.atom();
        }
        let part = self.deeper(Self::signed)?;
        let span = start..part.span.end;
        let number = Number::Negative(Box::new(self.number(part, "`-`")?));
        let what = What::Number(number);
        Ok(Part { what, span })
    }

    fn atom(&mut self) -> Result<Part, Problem> {
        let span = self.here();
        let Some((token, _)) = self.peek() else {
            return Err(Problem::new(
                span,
                "expected a name or a number, found the end",
            ));
        };
        let what = match token {
            Token::Number(number) => What::Number(Number::Literal(number)),
            Token::Word(word @ ("min" | "max")) => return self.extreme(word, span.start),
            Token::Word(word) => What::Number(Number::Name(self.name(word, &span)?)),
            Token::Open => {
                self.next += 1;
                let part = self.deeper(Self::any)?;
                let end = self.close()?;
                let what = part.what;
                return Ok(Part {
                    what,
                    span: span.start..end,
                });
            }
            _ => {
                let found = &self.text[span.clone()];
                let message = format!("expected a name or a number, found `{found}`");
                let problem = Problem::new(span, message);
                return Err(match token {
                    Token::Compare(_) => {
                        problem.hint("a comparison has two sides, as in `10 <= m and m < 20`")
                    }
                    _ => problem,
                });
            }
        };
        self.next += 1;
        Ok(Part { what, span })
    }

    /// `min(a, b, …)` or `max(a, b, …)`, which begins at `start`.
    fn extreme(&mut self, word: &str, start: usize) -> Result<Part, Problem> {
        self.next += 1;
        if !self.take(Token::Open) {
            let message = format!("expected `(` after `{word}`");
            return Err(Problem::new(self.here(), message).hint(format!("write `{word}(m, l)`")));
        }
        let by = format!("`{word}`");
        let mut of = Vec::new();
        loop {
            let part = self.deeper(Self::any)?;
            of.push(self.number(part, &by)?);
            if !self.take(Token::Comma) {
                break;
            }
        }
        let end = self.close()?;
        let number = match word {
            "min" => Number::Least(of),
            _ => Number::Greatest(of),
        };
        let what = What::Number(number);
        Ok(Part {
            what,
            span: start..end,
        })
    }

    /// The closing bracket; gives where it ends.
    fn close(&mut self) -> Result<usize, Problem> {
        let span = self.here();
        match self.peek() {
            Some((Token::Close, _)) => {
                self.next += 1;
                Ok(span.end)
            }
            Some((Token::Compare(_), _)) => Err(chained(span)),
            _ => Err(Problem::new(span, "expected `)`")),
        }
    }

    fn name(&self, word: &str, span: &Range<usize>) -> Result<Name, Problem> {
        let scope = self.scope;
        let problem = |message: &str| Problem::new(span.clone(), message);
        match word {
            "score" if scope.each => return Ok(Name::Score),
            "score" => {
                return Err(
                    problem("`score` is known only in a band with `each = true`")
                        .hint("add `each = true`, or name a dimension"),
                );
            }
            "else" => return Err(problem("`else` must be the whole condition")),
            "and" | "or" | "not" => {
                let message = format!("expected a name or a number, found `{word}`");
                return Err(problem(&message));
            }
            _ => {}
        }
        let measure = scope.measures.iter().position(|(id, _)| *id == word);
        let item = || scope.items.iter().position(|id| *id == word);
        if let Some(at) = measure {
            return Ok(Name::Measure(at));
        }
        if let Some(at) = item() {
            return Ok(Name::Item(at));
        }
        let unknown = problem(&format!("nothing here is called `{word}`"));
        Err(match self.suggestion(word) {
            Some(hint) => unknown.hint(hint),
            None => unknown,
        })
    }

    /// What an unknown name was probably meant to be.
    fn suggestion(&self, word: &str) -> Option<String> {
        let scope = self.scope;
        let ids = || {
            scope
                .measures
                .iter()
                .map(|(id, _)| *id)
                .chain(scope.items.iter().copied())
        };
        let called = scope
            .measures
            .iter()
            .find(|(_, label)| label.eq_ignore_ascii_case(word));
        if let Some((id, label)) = called {
            return Some(format!("the id of `{label}` is `{id}`"));
        }
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = word.split('-').collect();
        let known = |part: &&str| is_number(part) || ids().any(|id| id == *part);
        if parts.len() > 1 && parts.iter().all(known) {
            return Some(format!(
                "put spaces round the minus: `{}`",
                parts.join(" - ")
            ));
        }
        let words = RESERVED
            .iter()
            .copied()
            .filter(|word| *word != "score" || scope.each);
        // All names of one letter are near each other.
        let nearest = suggest::nearest(word, ids().chain(words)).filter(|_| word.len() > 1);
        if let Some(name) = nearest {
            return Some(format!("did you mean `{name}`?"));
        }
        let names: Vec<String> = scope
            .measures
            .iter()
            .map(|(id, _)| format!("`{id}`"))
            .collect();
        let and_items = if scope.items.is_empty() {
            ""
        } else {
            ", and statements by their ids"
        };
        (!names.is_empty()).then(|| format!("a condition can name {}{and_items}", names.join(", ")))
    }
}
