//! Scripts without comments, indentation and empty lines.
//!
//! Nothing else changes: statements keep their lines, since a line break can end one, and names keep
//! their letters. A lexer suffices for that if it can tell a division from a regular expression,
//! which takes a parser in rare cases; where it is seen to have lost its way, the script is
//! published as it was written.

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
        self.out.push_str(taken);
        self.rest = rest;
    }

    fn line_break(&mut self) {
        self.rest = &self.rest[1..];
        self.end_line();
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn gap(&mut self) {
        self.rest = &self.rest[1..];
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
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

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        let script = "// About\n\n/**\n * Adds.\n * @param {number} a\n */\nfunction add(a) {\n  return a + /** @type {number} */ (1); // one\n}\n";
        assert_eq!(shorten(script), "function add(a) {\nreturn a + (1);\n}\n");
    }

    #[test]
    fn texts_templates_and_regular_expressions_stay_as_they_are() {
        for script in [
            "const url = \"https://example.org\"; const q = '/* no */  \\'// no';\n",
            "const t = `a  // ${ \"}\" + `  // b` + { c: 1 }.c }\n\n   /* d */ \\` ${\"${\"}`;\n",
            "const r = /[/\"'`]\\/\\//g; const s = [/\"/, x => /'/.test(x)];\n",
            "const half = (a + b) / 2 / c[0] / `1`.length; const d = i++ / 2; // \n",
            "function f() { return /\\s*\\/\\/ \"/u.test(x); }\n",
            "#!private; class A { #b = 1 / 2; }\n",
        ] {
            let wanted = script.replace("; // \n", ";\n");
            assert_eq!(shorten(script), wanted);
        }
    }

    #[test]
    fn a_line_break_that_may_end_a_statement_stays() {
        assert_eq!(shorten("a = b /*\n*/ c()\n"), "a = b\nc()\n");
        assert_eq!(shorten("return\n\n\n   1\n"), "return\n1\n");
    }

    #[test]
    fn a_licence_stays() {
        assert_eq!(shorten("/*! MIT */ let a;\n"), "/*! MIT */ let a;\n");
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
