//! [`parse_condition`]: a parser by recursive descent, which also checks types (numbers and truth
//! values) and bounds how deep expressions are nested.

use std::ops::Range;

use crate::base::suggest;

use crate::instrument::score::condition::{Name, Number, Truth, When};
use crate::instrument::score::error::ConditionError;
use crate::instrument::score::lexer::{ConditionToken, tokens};
use crate::instrument::score::scope::{RESERVED, Scope};

/// How deep brackets, `not` and `-` may stand in one another.
const DEPTH_LIMIT: usize = 32;
/// How many bytes a condition may have.
const LENGTH_LIMIT: usize = 1000;

/// Parses a condition. Spans of errors are bytes of `text`.
pub fn parse_condition(text: &str, scope: &Scope<'_>) -> Result<When, ConditionError> {
    if text.len() > LENGTH_LIMIT {
        let message = format!("a condition of more than {LENGTH_LIMIT} bytes");
        return Err(ConditionError::new(0..text.len(), message));
    }
    let mut parser = ConditionParser {
        text,
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
        scope,
    };
    if parser.tokens.is_empty() {
        return Err(ConditionError::new(0..text.len(), "the condition is empty")
            .hint("write `else` for a band that is shown where no other applies"));
    }
    if let [(ConditionToken::Word("else"), span)] = &parser.tokens[..] {
        if scope.each {
            let message = "`else` is about all dimensions at once";
            return Err(ConditionError::new(span.clone(), message).hint("leave out `each = true`"));
        }
        return Ok(When::Else);
    }
    let whole = parser.any()?;
    if let Some((token, span)) = parser.peek() {
        let error = ConditionError::new(span.clone(), "expected `and`, `or` or the end");
        return Err(match token {
            ConditionToken::Compare(_) => chained(span),
            ConditionToken::Word(word) => match suggest::nearest(word, ["and", "or"]) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error,
            },
            _ => error,
        });
    }
    let truth = parser.truth(whole, "the condition")?;
    let mut in_turn = false;
    truth.names(&mut |name| in_turn |= name == Name::Score);
    if scope.each && !in_turn {
        let message = "a condition with `each = true` that does not ask for `score`";
        return Err(ConditionError::new(0..text.len(), message)
            .hint("write `score` for the points of the dimension in turn, or leave out `each`"));
    }
    Ok(When::Holds(truth))
}

fn chained(span: Range<usize>) -> ConditionError {
    ConditionError::new(span, "a comparison has two sides")
        .hint("join two comparisons by `and`, as in `10 <= m and m < 20`")
}

/// An expression that has been parsed, and its bytes.
struct ParsedOperand {
    value: OperandValue,
    span: Range<usize>,
}

/// The tree of an expression, by its type.
enum OperandValue {
    Number(Number),
    Truth(Truth),
}

/// The state of the parser: the tokens, the next of them, and how deep it is in expressions.
struct ConditionParser<'a> {
    text: &'a str,
    tokens: Vec<(ConditionToken<'a>, Range<usize>)>,
    next: usize,
    depth: usize,
    scope: &'a Scope<'a>,
}

impl<'a> ConditionParser<'a> {
    fn peek(&self) -> Option<(ConditionToken<'a>, Range<usize>)> {
        self.tokens.get(self.next).cloned()
    }

    /// Consumes the next token if it equals one.
    fn take(&mut self, token: ConditionToken<'_>) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|(t, _)| *t == token);
        self.next += usize::from(found);
        found
    }

    /// Calls `read` for a nested expression, unless that is nested too deep.
    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ConditionError>,
    ) -> Result<T, ConditionError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            let message = format!("parts stand in one another more than {DEPTH_LIMIT} deep");
            return Err(ConditionError::new(self.here(), message));
        }
        let part = read(self);
        self.depth -= 1;
        part
    }

    /// The span of the next token; an empty one at the end of the text.
    fn here(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        self.peek().map_or(end..end, |(_, span)| span)
    }

    fn number(&self, part: ParsedOperand, by: &str) -> Result<Number, ConditionError> {
        match part.value {
            OperandValue::Number(number) => Ok(number),
            OperandValue::Truth(_) => {
                let found = &self.text[part.span.clone()];
                let message = format!("{by} takes numbers, and `{found}` is true or false");
                Err(ConditionError::new(part.span, message))
            }
        }
    }

    fn truth(&self, part: ParsedOperand, by: &str) -> Result<Truth, ConditionError> {
        match part.value {
            OperandValue::Truth(truth) => Ok(truth),
            OperandValue::Number(_) => {
                let found = &self.text[part.span.clone()];
                let message = format!("{by} must be true or false, and `{found}` is a number");
                let hint = format!("compare it, as in `{found} >= 10`");
                Err(ConditionError::new(part.span, message).hint(hint))
            }
        }
    }

    /// `a or b or …`
    fn any(&mut self) -> Result<ParsedOperand, ConditionError> {
        self.joined("or", Self::all, Truth::Or)
    }

    /// `a and b and …`
    fn all(&mut self) -> Result<ParsedOperand, ConditionError> {
        self.joined("and", Self::negated, Truth::And)
    }

    fn joined(
        &mut self,
        word: &str,
        read: impl Fn(&mut Self) -> Result<ParsedOperand, ConditionError>,
        join: impl Fn(Vec<Truth>) -> Truth,
    ) -> Result<ParsedOperand, ConditionError> {
        let first = read(self)?;
        if self.peek().map(|(token, _)| token) != Some(ConditionToken::Word(word)) {
            return Ok(first);
        }
        let by = format!("what `{word}` joins");
        let start = first.span.start;
        let mut end = first.span.end;
        let mut parts = vec![self.truth(first, &by)?];
        while self.take(ConditionToken::Word(word)) {
            let part = read(self)?;
            end = part.span.end;
            parts.push(self.truth(part, &by)?);
        }
        let value = OperandValue::Truth(join(parts));
        Ok(ParsedOperand {
            value,
            span: start..end,
        })
    }

    /// `not a`
    fn negated(&mut self) -> Result<ParsedOperand, ConditionError> {
        let start = self.here().start;
        if !self.take(ConditionToken::Word("not")) {
            return self.compared();
        }
        let part = self.deeper(Self::negated)?;
        let span = start..part.span.end;
        let truth = self.truth(part, "what `not` turns round")?;
        let value = OperandValue::Truth(Truth::Not(Box::new(truth)));
        Ok(ParsedOperand { value, span })
    }

    /// `a < b`
    fn compared(&mut self) -> Result<ParsedOperand, ConditionError> {
        let left = self.sum()?;
        let Some((ConditionToken::Compare(how), _)) = self.peek() else {
            return Ok(left);
        };
        self.next += 1;
        let right = self.sum()?;
        if let Some((ConditionToken::Compare(_), span)) = self.peek() {
            return Err(chained(span));
        }
        let span = left.span.start..right.span.end;
        let by = format!("`{}`", how.symbol());
        let truth = Truth::Compare(how, self.number(left, &by)?, self.number(right, &by)?);
        let value = OperandValue::Truth(truth);
        Ok(ParsedOperand { value, span })
    }

    /// `a + b - c`
    fn sum(&mut self) -> Result<ParsedOperand, ConditionError> {
        let mut left = self.signed()?;
        while let Some((token @ (ConditionToken::Plus | ConditionToken::Minus), _)) = self.peek() {
            self.next += 1;
            let right = self.signed()?;
            let span = left.span.start..right.span.end;
            let by = if token == ConditionToken::Plus {
                "`+`"
            } else {
                "`-`"
            };
            let a = Box::new(self.number(left, by)?);
            let b = Box::new(self.number(right, by)?);
            let number = match token {
                ConditionToken::Plus => Number::Sum(a, b),
                _ => Number::Difference(a, b),
            };
            let value = OperandValue::Number(number);
            left = ParsedOperand { value, span };
        }
        Ok(left)
    }

    /// `-a`
    fn signed(&mut self) -> Result<ParsedOperand, ConditionError> {
        let start = self.here().start;
        if !self.take(ConditionToken::Minus) {
            return self.atom();
        }
        let part = self.deeper(Self::signed)?;
        let span = start..part.span.end;
        let number = Number::Negative(Box::new(self.number(part, "`-`")?));
        let value = OperandValue::Number(number);
        Ok(ParsedOperand { value, span })
    }

    fn atom(&mut self) -> Result<ParsedOperand, ConditionError> {
        let span = self.here();
        let Some((token, _)) = self.peek() else {
            return Err(ConditionError::new(
                span,
                "expected a name or a number, found the end",
            ));
        };
        let value = match token {
            ConditionToken::Number(number) => OperandValue::Number(Number::Literal(number)),
            ConditionToken::Word(word @ ("min" | "max")) => return self.extreme(word, span.start),
            ConditionToken::Word(word) => {
                OperandValue::Number(Number::Name(self.name(word, &span)?))
            }
            ConditionToken::Open => {
                self.next += 1;
                let part = self.deeper(Self::any)?;
                let end = self.close()?;
                let value = part.value;
                return Ok(ParsedOperand {
                    value,
                    span: span.start..end,
                });
            }
            _ => {
                let found = &self.text[span.clone()];
                let message = format!("expected a name or a number, found `{found}`");
                let error = ConditionError::new(span, message);
                return Err(match token {
                    ConditionToken::Compare(_) => {
                        error.hint("a comparison has two sides, as in `10 <= m and m < 20`")
                    }
                    _ => error,
                });
            }
        };
        self.next += 1;
        Ok(ParsedOperand { value, span })
    }

    /// `min(a, b, …)` or `max(a, b, …)`, which begins at `start`.
    fn extreme(&mut self, word: &str, start: usize) -> Result<ParsedOperand, ConditionError> {
        self.next += 1;
        if !self.take(ConditionToken::Open) {
            let message = format!("expected `(` after `{word}`");
            return Err(
                ConditionError::new(self.here(), message).hint(format!("write `{word}(m, l)`"))
            );
        }
        let by = format!("`{word}`");
        let mut of = Vec::new();
        loop {
            let part = self.deeper(Self::any)?;
            of.push(self.number(part, &by)?);
            if !self.take(ConditionToken::Comma) {
                break;
            }
        }
        let end = self.close()?;
        let number = match word {
            "min" => Number::Least(of),
            _ => Number::Greatest(of),
        };
        let value = OperandValue::Number(number);
        Ok(ParsedOperand {
            value,
            span: start..end,
        })
    }

    /// Consumes a closing bracket and gives the byte after it.
    fn close(&mut self) -> Result<usize, ConditionError> {
        let span = self.here();
        match self.peek() {
            Some((ConditionToken::Close, _)) => {
                self.next += 1;
                Ok(span.end)
            }
            Some((ConditionToken::Compare(_), _)) => Err(chained(span)),
            _ => Err(ConditionError::new(span, "expected `)`")),
        }
    }

    fn name(&self, word: &str, span: &Range<usize>) -> Result<Name, ConditionError> {
        let scope = self.scope;
        let error = |message: &str| ConditionError::new(span.clone(), message);
        match word {
            "score" if scope.each => return Ok(Name::Score),
            "score" => {
                return Err(error("`score` is known only in a band with `each = true`")
                    .hint("add `each = true`, or name a dimension"));
            }
            "else" => return Err(error("`else` must be the whole condition")),
            "and" | "or" | "not" => {
                let message = format!("expected a name or a number, found `{word}`");
                return Err(error(&message));
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
        let unknown = error(&format!("nothing here is called `{word}`"));
        Err(match self.suggestion(word) {
            Some(hint) => unknown.hint(hint),
            None => unknown,
        })
    }

    /// A hint with the name that was probably meant by an unknown one.
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
