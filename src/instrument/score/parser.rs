//! [`parse_condition`]: a recursive-descent parser of conditions, which also checks types (numbers and
//! booleans) and limits how deep expressions are nested; and [`Scope`], the variables that they may use.

use std::ops::Range;

use crate::base::suggest;
use crate::instrument::score::condition::{BoolExpr, NumberExpr, Variable, When};
use crate::instrument::score::lexer::{ConditionError, ConditionToken, tokenize};

/// The reserved words of conditions.
pub(super) const RESERVED: &[&str] = &["and", "or", "not", "min", "max", "else", "score"];

/// Whether conditions cannot name a measure or statement of this id.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || id.bytes().all(|b| b.is_ascii_digit())
}

/// The variables that a condition may use.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    /// Ids and labels of the measures.
    pub measures: Vec<(&'a str, &'a str)>,
    /// Ids of the statements.
    pub items: Vec<&'a str>,
    /// Whether `score` is known: the band has `each = true`.
    pub each: bool,
}

/// How deep brackets, `not` and `-` may be nested.
const DEPTH_LIMIT: usize = 32;
/// How many bytes a condition may have.
const LENGTH_LIMIT: usize = 1000;

/// Parses a condition. Spans of errors are bytes of `text`.
pub fn parse_condition(text: &str, scope: &Scope<'_>) -> Result<When, ConditionError> {
    if text.len() > LENGTH_LIMIT {
        let message = format!("the condition is longer than {LENGTH_LIMIT} bytes");
        return Err(ConditionError::new(0..text.len(), message));
    }
    let mut parser = ConditionParser { text, tokens: tokenize(text)?, next: 0, depth: 0, scope };
    if parser.tokens.is_empty() {
        return Err(ConditionError::new(0..text.len(), "the condition is empty")
            .hint("write `else` for a band that applies when no other does"));
    }
    if let [(ConditionToken::Word("else"), span)] = &parser.tokens[..] {
        if scope.each {
            let message = "`else` applies to all dimensions together";
            return Err(ConditionError::new(span.clone(), message).hint("remove `each = true`"));
        }
        return Ok(When::Else);
    }
    let expression = parser.or_expr()?;
    if let Some((token, span)) = parser.peek() {
        let error = ConditionError::new(span.clone(), "expected `and`, `or` or the end");
        return Err(match token {
            ConditionToken::Compare(_) => chained_comparison(span),
            ConditionToken::Word(word) => match suggest::nearest(word, ["and", "or"]) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error,
            },
            _ => error,
        });
    }
    let truth = parser.truth(expression, "the condition")?;
    if scope.each && !truth.variables().contains(&Variable::Score) {
        let message = "a condition with `each = true` must use `score`";
        return Err(ConditionError::new(0..text.len(), message)
            .hint("write `score` for the points of each dimension in turn, or remove `each`"));
    }
    Ok(When::Holds(truth))
}

/// The error of a comparison with three sides.
fn chained_comparison(span: Range<usize>) -> ConditionError {
    ConditionError::new(span, "a comparison has two sides")
        .hint("join two comparisons with `and`, as in `10 <= m and m < 20`")
}

/// A parsed expression and its bytes.
type ParsedOperand = (OperandValue, Range<usize>);

/// The tree of an expression, by its type.
enum OperandValue {
    Number(NumberExpr),
    Bool(BoolExpr),
}

/// The state of the parser: the tokens, the place of the next one, and the depth of nesting.
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

    /// Consumes the next token if it equals `token`. Returns whether it does.
    fn eat(&mut self, token: ConditionToken<'_>) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|(t, _)| *t == token);
        self.next += usize::from(found);
        found
    }

    /// Calls `parse` for a nested expression.
    ///
    /// # Errors
    /// If the expression is nested too deep, and the errors of `parse`.
    fn nested<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<T, ConditionError>,
    ) -> Result<T, ConditionError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            let message = format!("the condition is nested more than {DEPTH_LIMIT} levels deep");
            return Err(ConditionError::new(self.next_span(), message));
        }
        let operand = parse(self);
        self.depth -= 1;
        operand
    }

    /// The span of the next token; an empty one at the end of the text.
    fn next_span(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        self.peek().map_or(end..end, |(_, span)| span)
    }

    /// The operand as a number; an error otherwise, in which `context` says where it stands.
    fn number(
        &self,
        (value, span): ParsedOperand,
        context: &str,
    ) -> Result<NumberExpr, ConditionError> {
        match value {
            OperandValue::Number(number) => Ok(number),
            OperandValue::Bool(_) => {
                let found = &self.text[span.clone()];
                let message = format!("{context} takes numbers, but `{found}` is true or false");
                Err(ConditionError::new(span, message))
            }
        }
    }

    /// The operand as a boolean; an error otherwise, in which `context` says where it stands.
    fn truth(
        &self,
        (value, span): ParsedOperand,
        context: &str,
    ) -> Result<BoolExpr, ConditionError> {
        match value {
            OperandValue::Bool(truth) => Ok(truth),
            OperandValue::Number(_) => {
                let found = &self.text[span.clone()];
                let message = format!("{context} must be true or false, but `{found}` is a number");
                let hint = format!("compare it, as in `{found} >= 10`");
                Err(ConditionError::new(span, message).hint(hint))
            }
        }
    }

    /// Parses `a or b or …`.
    fn or_expr(&mut self) -> Result<ParsedOperand, ConditionError> {
        self.joined("or", Self::and_expr, BoolExpr::Or)
    }

    /// Parses `a and b and …`.
    fn and_expr(&mut self) -> Result<ParsedOperand, ConditionError> {
        self.joined("and", Self::not_expr, BoolExpr::And)
    }

    fn joined(
        &mut self,
        word: &str,
        parse: impl Fn(&mut Self) -> Result<ParsedOperand, ConditionError>,
        join: impl Fn(Vec<BoolExpr>) -> BoolExpr,
    ) -> Result<ParsedOperand, ConditionError> {
        let first = parse(self)?;
        if self.peek().map(|(token, _)| token) != Some(ConditionToken::Word(word)) {
            return Ok(first);
        }
        let context = format!("each side of `{word}`");
        let Range { start, mut end } = first.1.clone();
        let mut operands = vec![self.truth(first, &context)?];
        while self.eat(ConditionToken::Word(word)) {
            let operand = parse(self)?;
            end = operand.1.end;
            operands.push(self.truth(operand, &context)?);
        }
        Ok((OperandValue::Bool(join(operands)), start..end))
    }

    /// Parses `not a`.
    fn not_expr(&mut self) -> Result<ParsedOperand, ConditionError> {
        let start = self.next_span().start;
        if !self.eat(ConditionToken::Word("not")) {
            return self.comparison();
        }
        let operand = self.nested(Self::not_expr)?;
        let span = start..operand.1.end;
        let truth = self.truth(operand, "the part after `not`")?;
        Ok((OperandValue::Bool(BoolExpr::Not(Box::new(truth))), span))
    }

    /// Parses `a < b`.
    fn comparison(&mut self) -> Result<ParsedOperand, ConditionError> {
        let left = self.sum()?;
        let Some((ConditionToken::Compare(operator), _)) = self.peek() else {
            return Ok(left);
        };
        self.next += 1;
        let right = self.sum()?;
        if let Some((ConditionToken::Compare(_), span)) = self.peek() {
            return Err(chained_comparison(span));
        }
        let span = left.1.start..right.1.end;
        let context = format!("`{}`", operator.symbol());
        let truth = BoolExpr::Compare(
            operator,
            self.number(left, &context)?,
            self.number(right, &context)?,
        );
        Ok((OperandValue::Bool(truth), span))
    }

    /// Parses `a + b - c`.
    fn sum(&mut self) -> Result<ParsedOperand, ConditionError> {
        let mut left = self.unary()?;
        while let Some((token @ (ConditionToken::Plus | ConditionToken::Minus), _)) = self.peek() {
            self.next += 1;
            let right = self.unary()?;
            let span = left.1.start..right.1.end;
            let context = if token == ConditionToken::Plus { "`+`" } else { "`-`" };
            let a = Box::new(self.number(left, context)?);
            let b = Box::new(self.number(right, context)?);
            let number = match token {
                ConditionToken::Plus => NumberExpr::Sum(a, b),
                _ => NumberExpr::Difference(a, b),
            };
            left = (OperandValue::Number(number), span);
        }
        Ok(left)
    }

    /// Parses `-a`.
    fn unary(&mut self) -> Result<ParsedOperand, ConditionError> {
        let start = self.next_span().start;
        if !self.eat(ConditionToken::Minus) {
            return self.primary();
        }
        let operand = self.nested(Self::unary)?;
        let span = start..operand.1.end;
        let number = NumberExpr::Negative(Box::new(self.number(operand, "`-`")?));
        Ok((OperandValue::Number(number), span))
    }

    fn primary(&mut self) -> Result<ParsedOperand, ConditionError> {
        let span = self.next_span();
        let Some((token, _)) = self.peek() else {
            return Err(ConditionError::new(span, "expected a name or a number, found the end"));
        };
        let value = match token {
            ConditionToken::Number(number) => OperandValue::Number(NumberExpr::Literal(number)),
            ConditionToken::Word(word @ ("min" | "max")) => return self.min_max(word, span.start),
            ConditionToken::Word(word) => {
                OperandValue::Number(NumberExpr::Variable(self.variable(word, &span)?))
            }
            ConditionToken::Open => {
                self.next += 1;
                let (value, _) = self.nested(Self::or_expr)?;
                return Ok((value, span.start..self.expect_close()?));
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
        Ok((value, span))
    }

    /// Parses `min(a, b, …)` or `max(a, b, …)`, which begins at `start`.
    fn min_max(&mut self, word: &str, start: usize) -> Result<ParsedOperand, ConditionError> {
        self.next += 1;
        if !self.eat(ConditionToken::Open) {
            let message = format!("expected `(` after `{word}`");
            return Err(ConditionError::new(self.next_span(), message)
                .hint(format!("write `{word}(m, l)`")));
        }
        let context = format!("`{word}`");
        let mut operands = Vec::new();
        loop {
            let operand = self.nested(Self::or_expr)?;
            operands.push(self.number(operand, &context)?);
            if !self.eat(ConditionToken::Comma) {
                break;
            }
        }
        let end = self.expect_close()?;
        let number = match word {
            "min" => NumberExpr::Least(operands),
            _ => NumberExpr::Greatest(operands),
        };
        Ok((OperandValue::Number(number), start..end))
    }

    /// Consumes a closing bracket and returns the byte after it.
    fn expect_close(&mut self) -> Result<usize, ConditionError> {
        let span = self.next_span();
        match self.peek() {
            Some((ConditionToken::Close, _)) => {
                self.next += 1;
                Ok(span.end)
            }
            Some((ConditionToken::Compare(_), _)) => Err(chained_comparison(span)),
            _ => Err(ConditionError::new(span, "expected `)`")),
        }
    }

    fn variable(&self, word: &str, span: &Range<usize>) -> Result<Variable, ConditionError> {
        let scope = self.scope;
        let error = |message: &str| ConditionError::new(span.clone(), message);
        match word {
            "score" if scope.each => return Ok(Variable::Score),
            "score" => {
                return Err(error("`score` works only in a band with `each = true`")
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
            return Ok(Variable::Measure(at));
        }
        if let Some(at) = item() {
            return Ok(Variable::Item(at));
        }
        let unknown = error(&format!("unknown name `{word}`"));
        Err(match self.suggestion(word) {
            Some(hint) => unknown.hint(hint),
            None => unknown,
        })
    }

    /// A hint for an unknown name: the name that was probably meant, else all names.
    fn suggestion(&self, word: &str) -> Option<String> {
        let scope = self.scope;
        let ids = || scope.measures.iter().map(|(id, _)| *id).chain(scope.items.iter().copied());
        let called = scope.measures.iter().find(|(_, label)| label.eq_ignore_ascii_case(word));
        if let Some((id, label)) = called {
            return Some(format!("the id of `{label}` is `{id}`"));
        }
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = word.split('-').collect();
        let known = |part: &&str| is_number(part) || ids().any(|id| id == *part);
        if parts.len() > 1 && parts.iter().all(known) {
            return Some(format!("put spaces around the minus: `{}`", parts.join(" - ")));
        }
        let words = RESERVED.iter().copied().filter(|word| *word != "score" || scope.each);
        // Any two names of one letter would count as similar.
        let nearest = suggest::nearest(word, ids().chain(words)).filter(|_| word.len() > 1);
        if let Some(name) = nearest {
            return Some(format!("did you mean `{name}`?"));
        }
        let names: Vec<String> = scope.measures.iter().map(|(id, _)| format!("`{id}`")).collect();
        let and_items = if scope.items.is_empty() { "" } else { ", and statements by their ids" };
        (!names.is_empty()).then(|| format!("a condition can name {}{and_items}", names.join(", ")))
    }
}
