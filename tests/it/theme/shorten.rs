//! What is made of scripts and style sheets, and what is found to be open in a script.

use handbook::theme::short_names::with_short_names;
use handbook::theme::shorten::shorten;
use handbook::theme::tokens::{AssetLanguage, unbalanced};

#[track_caller]
fn check(language: AssetLanguage, text: &str, expected: &str) {
    assert_eq!(shorten(language, text), expected);
    assert_eq!(shorten(language, expected), expected, "a second time");
}

#[track_caller]
fn css(text: &str, expected: &str) {
    check(AssetLanguage::Css, text, expected);
}

#[track_caller]
fn script(text: &str, expected: &str) {
    check(AssetLanguage::JavaScript, text, expected);
    assert_eq!(unbalanced(AssetLanguage::JavaScript, text), None);
}

#[test]
fn comments_and_needless_white_space_of_style_sheets_go() {
    css(
        "/* a */\n@layer a, b;\n\n.x ,\n.y {\n  color : red ;\n  /* b */ margin: 0 auto\n}\n",
        "@layer a,b;.x,.y{color :red;margin:0 auto}",
    );
    css("a > b:has( > c) { d: e }", "a>b:has(>c){d:e}");
    css("", "");
    css(" /* only */ ", "");
    css("/*! licence */ a {}", "/*! licence */ a{}");
}

#[test]
fn a_fraction_in_a_style_sheet_needs_no_zero() {
    css(
        "a{margin:0.5em -0.25rem 0 .1px;top:calc(1px + 0.5%)}",
        "a{margin:.5em -.25rem 0 .1px;top:calc(1px + .5%)}",
    );
    for text in [
        "a{margin:0 .5em;order:10.0;--x:a0.5}",
        ".\\31 0.a.a{}",
        "@import url(0.5.css);a{content:\"0.5\"}",
    ] {
        css(text, text);
    }
}

#[test]
fn white_space_that_means_something_in_a_style_sheet_stays() {
    for text in [
        "a{width:clamp(2rem, 1.6rem + 1.7vw, 3rem);}",
        "a{width:calc(100% - (1px + -2px));}",
        "@media (min-width:40rem) and (not (hover)){a :is(b) c + d ~ e{}}",
        "a .b:has(+ img) ::details-content{content:\"/\" / \"\";}",
        "a{--empty: ;--x:(a b);font:1rem/1.2 x;grid-area:1 / 2 / auto;}",
        "@container card (width < 20rem){&:hover{color:light-dark(#fff, #000);}}",
        "a{color:red ! important;background:url(a.svg) no-repeat;}",
        "@charset \"utf-8\";@view-transition{navigation:auto;}@unknown thing{a}",
    ] {
        css(text, &text.replace(", ", ",").replace(";}", "}"));
    }
}

#[test]
fn strings_addresses_and_escapes_of_style_sheets_are_not_touched() {
    for text in [
        "a{content:\"/* , ; */  {\"}",
        "a{content:'it\\'s  \"x\"'}",
        "a{content:\"a\\\n  b\"}",
        "a{background:url( //x.y/*z*/;a,b  )}",
        "a{background:URL(a\\)  b;)}",
        "a{background:url( \"a  b\" )}",
        ".a\\:b .c\\, d",
        ".\\31  a{}",
        ".\\00031a{}",
        "\\é ü{}",
    ] {
        css(text, text);
    }
}

#[test]
fn a_comment_in_a_style_sheet_still_parts_two_words() {
    css("a/**/b.c/* x */.d{}", "a/**/b.c/**/.d{}");
    css("a /* x */ b", "a b");
    css("a{/* x */}", "a{}");
    css("a{b:/* x */;}", "a{b:/**/}");
}

#[test]
fn faults_of_an_author_stay_in_a_style_sheet() {
    css("a { content: \"open\n; color: red }\nb {", "a{content:\"open\n;color:red}b{");
    css("a { b: c } } d { ", "a{b:c}}d{");
}

#[test]
fn comments_and_needless_white_space_of_scripts_go() {
    script(
        "// About\n/** @param {number} a */\nfunction add(a, b = 1) {\n  return a + b; // sum\n}\n\nadd(1, 2);\n",
        "function add(a,b=1){return a+b;}\nadd(1,2);",
    );
    script("/*! MIT */\nopen();\n", "/*! MIT */\nopen();");
    script("", "");
    script(
        "const f = async ({ a, ...b }) => [...b, a?.[0] ?? 1];",
        "const f=async({a,...b})=>[...b,a?.[0]??1];",
    );
    script(
        "class A extends B {\n  #x = 1;\n\n  static get y() {\n    return #x in this;\n  }\n}\n",
        "class A extends B{#x=1;static get y(){return #x in this;}}",
    );
}

#[test]
fn marks_before_a_closing_bracket_go() {
    css("a { b: c ; /* d */ }", "a{b:c}");
    css("@layer a { @import \"b\" ; }", "@layer a{@import \"b\"}");
    script("f(\n  a,\n  { b, c, },\n);", "f(a,{b,c});");
    script("[a, , ]", "[a,,]");
    script("for (;;) {}", "for(;;){}");
}

#[test]
fn a_line_break_that_may_end_a_statement_stays() {
    for (text, short) in [
        ("a()\n  b()", "a()\nb()"),
        ("i++\n  j()", "i++\nj()"),
        ("i\n  ++j", "i\n++j"),
        ("return\n  a", "return\na"),
        ("a = {}\n  [b] = c", "a={}\n[b]=c"),
        ("a\n  `b`", "a\n`b`"),
        ("const a = () => {}\n  b()", "const a=()=>{}\nb()"),
        ("class A {\n  a\n  *b() {}\n}", "class A{a\n*b(){}}"),
        ("a /* b\n c */ d", "a\nd"),
        ("a\n  .b()\n  ?.c()", "a.b()?.c()"),
        ("a = b ||\n  c", "a=b||c"),
        ("a\n  ? b\n  : c", "a?b:c"),
        ("if (a) {\n  b()\n}\nelse c()", "if(a){b()}\nelse c()"),
    ] {
        script(text, short);
    }
}

#[test]
fn tokens_of_scripts_are_not_joined() {
    for text in [
        "a+ +b",
        "a+ ++b",
        "a- -b",
        "a-- -b",
        "1 .toFixed()",
        "a/ /b/.c",
        "typeof a",
        "/a/ in b",
        "/a/g in b",
        "let été=1",
        "\\u0061 in b",
    ] {
        script(text, text);
    }
    script("a = b / c / d", "a=b/c/d");
    script("a ? .5 : 1", "a?.5:1");
}

#[test]
fn strings_templates_and_regular_expressions_are_not_touched() {
    for text in [
        "open('https://example.org/*x*/',\"//  '\")",
        "a='it\\'s'",
        "a=`b  ${c(`d  ${{e:1}.e} //`)} } ' \\` \\${  ${f}`",
        "a=/[/\"']\\/\\//g",
        "a(/ {2}/,/[`]  \"/)",
        "if(a)/'/.test(b)",
        "for(const a of b)/\"/.test(a)",
        "a=b?/'/:/\"/",
        "x=>/ '/",
        "return/ '/",
    ] {
        script(text, text);
    }
    script("a = (b) / c; d = '/'", "a=(b)/c;d='/'");
    script("a = b[0] / c / \"d\"", "a=b[0]/c/\"d\"");
    script("f(i++ / (a / 2))", "f(i++/(a/2))");
    script("a = `b` / c; // `", "a=`b`/c;");
}

#[test]
fn what_is_open_in_a_script_is_found_where_it_opens() {
    for (text, message, at) in [
        ("if (a) {\n  b();\n", "this bracket is never closed", 7),
        ("a([1, 2);", "this bracket is never closed", 2),
        ("a(1));", "this bracket closes nothing", 4),
        ("a = 'b;\nc();\n", "this string is never closed", 4),
        ("a = \"b\\", "this string is never closed", 4),
        ("a();\n/* b", "this comment is never closed", 5),
        ("a = `b ${c} d", "this template is never closed", 4),
        ("a = `b ${c", "this template is never closed", 4),
        ("a = `b", "this template is never closed", 4),
    ] {
        let (told, range) = unbalanced(AssetLanguage::JavaScript, text).expect(text);
        assert_eq!((told, range.start), (message, at), "{text}");
    }
}

#[test]
fn nothing_is_too_strange_to_be_read() {
    for text in [
        "/*",
        "/* a",
        "\"",
        "'\\",
        "url(",
        "url(\\",
        "\\",
        "a\\",
        "\\é",
        "\"é",
        "\\f",
        "/",
        "`",
        "`${",
        "`\\",
        "}",
        "/[",
        "/\\",
        "`${`${}",
        "}`",
        "é\u{2028}",
    ] {
        for language in [AssetLanguage::Css, AssetLanguage::JavaScript] {
            shorten(language, text);
        }
        unbalanced(AssetLanguage::JavaScript, text);
        unbalanced(AssetLanguage::Css, text);
    }
}

#[test]
fn a_script_s_own_names_are_short_and_no_others() {
    for (script, expected) in [
        (
            "const long = 1;\nuse(long, x.long, long.x, [long], ...long);",
            "const a = 1;\nuse(a, x.long, a.x, [a], ...a);",
        ),
        (
            "const { taken, other: kept = 2 } = from;\ntaken(taken, kept, kept);",
            "const { taken:a, other: kept = 2 } = from;\na(a, kept, kept);",
        ),
        (
            "function long() {}\nwith_({ long, other: long, long: 1, long() {} });\nlong(long, long);",
            "function a() {}\nwith_({ long:a, other: a, long: 1, long() {} });\na(a, a);",
        ),
        (
            "const long = (inner) => { const deep = inner; return `${long}${deep}`; };\nlong(long);",
            "const a = (inner) => { const deep = inner; return `${a}${deep}`; };\na(a);",
        ),
        (
            "const long = b_ ? { long: 1 } : { other: 2 };\nswitch (long) { case 1: { long(long); } }",
            "const a = b_ ? { long: 1 } : { other: 2 };\nswitch (a) { case 1: { a(a); } }",
        ),
        (
            "let long;\n{ long = 1; }\nlong = long ?? long?.long;",
            "let a;\n{ a = 1; }\na = a ?? a?.long;",
        ),
        (
            "function long() {}\nfunction other() {}\nclass Name extends Base_ { long = 1\n async long() { this.long(long, other); } }\nother(long, Name, { class: 1 });",
            "function long() {}\nfunction a() {}\nclass b extends Base_ { long = 1\n async long() { this.long(long, a); } }\na(long, b, { class: 1 });",
        ),
    ] {
        assert_eq!(with_short_names(script), expected, "{script}");
    }
}
