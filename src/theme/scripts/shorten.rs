//! Scripts without comments and without the white space that means nothing.
//!
//! Nothing else changes: a line break that may end a statement stays, and names keep their letters.
//! A lexer suffices for that if it can tell a division from a regular expression, which takes a
//! parser in rare cases; where it is seen to have lost its way, the script is published as it was
//! written.

/// Words after which a slash begins a regular expression, and not a division.
const BEFORE_OPERAND: &[&str] = &[
    "await",
    "case",
    "delete",
    "do",
    "else",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
    "yield",
];

/// The same script, shorter. Comments that begin with `/*!` stay: licences are written so.
pub fn shorten(script: &str) -> String {
    let mut lexer = Lexer {
        rest: script,
        out: String::with_capacity(script.len()),
        gap: false,
        after_operand: false,
        open: Vec::new(),
    };
    match lexer.run() {
        Some(()) if lexer.open.is_empty() => lexer.out,
        _ => script.to_owned(),
    }
}

struct Lexer<'a> {
    rest: &'a str,
    out: String,
    /// Whether there was a space since what was written last.
    gap: bool,
    /// Whether what was read last is a value, so that a slash divides it.
    after_operand: bool,
    /// What must be closed, the innermost last: a brace, or a `${` within a template.
    open: Vec<Open>,
}

#[derive(PartialEq, Eq)]
enum Open {
    Brace,
    Template,
}

impl Lexer<'_> {
    /// Reads to the end; `None` where the script makes no sense to this lexer.
    fn run(&mut self) -> Option<()> {
        while let Some(c) = self.rest.chars().next() {
            match c {
                '\n' => self.line_break(),
                ' ' | '\t' | '\r' => self.gap(),
                '/' => self.slash()?,
                '"' | '\'' => self.text(c)?,
                '`' => self.template(1)?,
                '{' => self.brace(),
                '}' => self.end_brace()?,
                '+' | '-' if self.rest[1..].starts_with(c) => self.take(2),
                c if is_word(c) => self.word(),
                c => {
                    self.take(c.len_utf8());
                    self.after_operand = matches!(c, ')' | ']');
                }
            }
        }
        Some(())
    }

    /// Copies so many bytes.
    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        let meeting = self.out.chars().next_back().zip(taken.chars().next());
        if self.gap && meeting.is_some_and(|(before, after)| must_part(before, after)) {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push_str(taken);
        self.rest = rest;
    }

    fn line_break(&mut self) {
        self.rest = &self.rest[1..];
        self.end_line();
    }

    /// No statement ends after these.
    fn end_line(&mut self) {
        self.gap = false;
        if !self.out.is_empty() && !self.out.ends_with(['\n', '{', '(', '[', ',', ';']) {
            self.out.push('\n');
        }
    }

    fn gap(&mut self) {
        self.rest = &self.rest[1..];
        self.gap = true;
    }

    fn slash(&mut self) -> Option<()> {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.rest = &self.rest[end..];
        } else if self.rest.starts_with("/*") {
            let end = self.rest.find("*/")? + 2;
            if self.rest.starts_with("/*!") {
                self.take(end);
            } else if self.rest[..end].contains('\n') {
                // A comment over several lines ends a statement as a line break does.
                self.rest = &self.rest[end..];
                self.end_line();
            } else {
                self.rest = &self.rest[end - 1..];
                self.gap();
            }
        } else if self.after_operand {
            self.take(1);
            self.after_operand = false;
        } else {
            self.regular_expression()?;
        }
        Some(())
    }

    fn regular_expression(&mut self) -> Option<()> {
        let mut in_class = false;
        let mut escaped = false;
        let mut end = None;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                '\n' => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    end = Some(at + 1);
                    break;
                }
                _ => {}
            }
        }
        self.take(end?);
        self.after_operand = true;
        Some(())
    }

    fn text(&mut self, quote: char) -> Option<()> {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\n' => return None,
                '\\' => escaped = true,
                c if c == quote => {
                    self.take(at + 1);
                    self.after_operand = true;
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }

    /// Copies the text of a template up to its end or to a `${`; `from` bytes are known.
    fn template(&mut self, from: usize) -> Option<()> {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().filter(|(at, _)| *at >= from) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => {
                    self.take(at + 1);
                    self.after_operand = true;
                    return Some(());
                }
                '$' if self.rest[at..].starts_with("${") => {
                    self.take(at + 2);
                    self.open.push(Open::Template);
                    self.after_operand = false;
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }

    fn brace(&mut self) {
        self.open.push(Open::Brace);
        self.take(1);
        self.after_operand = false;
    }

    fn end_brace(&mut self) -> Option<()> {
        match self.open.pop()? {
            Open::Brace => {
                // A statement ends before the brace, with a line break or without one.
                if self.out.ends_with('\n') {
                    self.out.pop();
                }
                self.take(1);
                self.after_operand = false;
                Some(())
            }
            Open::Template => self.template(1),
        }
    }

    fn word(&mut self) {
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        self.after_operand = !BEFORE_OPERAND.contains(&&self.rest[..end]);
        self.take(end);
    }
}

/// Whether two characters would mean something else without the space between them.
fn must_part(before: char, after: char) -> bool {
    match (before, after) {
        ('+', '+') | ('-', '-') | ('<', '!') | ('?', '.') => true,
        // A number and a member of it; the end of a regular expression and its flags.
        (digit, '.') => digit.is_ascii_digit(),
        ('/', _) => true,
        (_, '/') => matches!(before, '*' | '<'),
        (before, after) => is_word(before) && is_word(after),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn comments_and_needless_white_space_go() {
        let script = "// About\n\n/**\n * Adds.\n * @param {number} a\n */\nfunction add(a, b = []) {\n  const c = a + /** @type {number} */ (1); // one\n\n  return c\n}\nadd(\n  1,\n)\n";
        assert_eq!(
            shorten(script),
            "function add(a,b=[]){const c=a+(1);return c}\nadd(1,)\n"
        );
    }

    #[test]
    fn texts_templates_and_regular_expressions_stay_as_they_are() {
        for script in [
            "const url=\"https://example.org\";const q='/* no */  \\'// no';",
            "const t=`a  // ${\"}\"+`  // b`+{c:1}.c}\n\n   /* d */ \\` ${\"${\"}`;",
            "const r=/[/\"'`] \\/\\//g;const s=[/\"/,x=>/' '/.test(x)];",
            "const half=(a+b)/ 2/ c[0]/ `1`.length;const d=i++/ 2;",
            "function f(){return/\\s*\\/\\/ \"/u.test(x);}",
            "class A{#b=1/ 2;}",
        ] {
            assert_eq!(shorten(script), script);
        }
    }

    #[test]
    fn a_space_stays_where_it_means_something() {
        for script in [
            "a+ +b- -c+ ++d;",
            "x=a< !--b;",
            "y=1 .toFixed();z=a? .5:b;",
            "if(/x/ in y)return typeof z;",
            "for(const a of b)yield a;",
        ] {
            assert_eq!(shorten(script), script);
        }
    }

    #[test]
    fn a_line_break_that_may_end_a_statement_stays() {
        assert_eq!(shorten("a = b /*\n*/ c()\n"), "a=b\nc()\n");
        assert_eq!(shorten("return\n\n\n   1\n"), "return\n1\n");
        assert_eq!(shorten("let f = () => {}\nf()\n"), "let f=()=>{}\nf()\n");
    }

    #[test]
    fn a_licence_stays() {
        assert_eq!(shorten("/*! MIT */ let a;\n"), "/*! MIT */ let a;");
    }

    #[test]
    fn where_the_lexer_is_lost_nothing_changes() {
        for script in [
            "  if (x) /'/.test(y); // that is a regular expression\n",
            "  const t = `never closed\n",
            "  }\n",
            "  {\n",
            "  /* never closed\n",
            "  x = /never closed\n",
            "  'never closed\n",
        ] {
            assert_eq!(shorten(script), script);
        }
    }
}
