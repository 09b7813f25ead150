//! The user guide in `content/editing/` against the program: directives, flags, error codes.

use std::collections::BTreeSet;
use std::process::Command;

use handbook::base::diagnostic::Code;
use handbook::features::FeatureSet;
use handbook::resolve::directives::{ArgumentSpec, Directives};

const DIRECTIVES: &str = include_str!("../../content/editing/directives.md");
const COMMANDS: &str = include_str!("../../content/editing/command-line.md");
const LEVELS: &str = include_str!("../../content/editing/levels.md");
const TROUBLES: &str = include_str!("../../content/editing/troubleshooting.md");

#[test]
fn the_table_of_directives_says_what_each_takes() {
    let all = Directives::new(FeatureSet::default().directives(), []);
    let wanted: Vec<String> = all
        .names()
        .map(|name| {
            let signature = all.get(name).unwrap();
            let options: Vec<String> = signature
                .options
                .iter()
                .map(|option| {
                    let must = if option.is_required { "!" } else { "" };
                    format!("`{}{must}`", option.name)
                })
                .collect();
            let options = if options.is_empty() { "none".to_owned() } else { options.join(", ") };
            let argument = match signature.argument {
                ArgumentSpec::None => "none",
                ArgumentSpec::Text(name)
                | ArgumentSpec::OptionalText(name)
                | ArgumentSpec::Page(name) => name,
            };
            let body = if signature.takes_body { "yes" } else { "no" };
            format!("| `{name}` | {argument} | {options} | {body} |")
        })
        .collect();
    let (_, table) = DIRECTIVES.split_once("| Directive |").unwrap();
    let told: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(told, wanted);
}

#[test]
fn every_error_code_has_a_heading() {
    let told: BTreeSet<&str> = TROUBLES
        .lines()
        .filter_map(|line| line.strip_prefix("### ")?.split_once(" {#"))
        .map(|(code, _)| code)
        .collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(told, codes);
}

#[test]
fn the_table_of_codes_is_what_the_program_explains() {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook")).arg("explain").output();
    let table = String::from_utf8(output.expect("the program runs").stdout).unwrap();
    assert!(table.lines().count() > 60, "{table}");
    assert!(LEVELS.ends_with(&table), "copy it to content/editing/levels.md:\n{table}");
}

/// The long flags in a text: `--base-url`.
fn flags(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    words
        .filter(|word| word.len() > 3 && word.starts_with("--") && !word.starts_with("---"))
        .map(|word| word.trim_end_matches('-').to_owned())
        .collect()
}

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(arguments)
        .arg("--help")
        .output()
        .expect("the program runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn every_command_and_flag_is_explained() {
    let top = help(&[]);
    let commands: Vec<&str> = top
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 5, "{top}");
    let mut wanted = flags(&top);
    for command in &commands {
        assert!(
            COMMANDS.contains(&format!("\n## {command} {{#{command}}}\n")),
            "`{command}` has no heading"
        );
        wanted.extend(flags(&help(&[command])));
    }
    let told = flags(COMMANDS);
    let missing: Vec<_> = wanted.difference(&told).collect();
    let invented: Vec<_> = told.difference(&wanted).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "missing {missing:?}, invented {invented:?}"
    );
}
