//! The colours of the default theme: every pair that carries text or means something, computed from
//! the style sheet itself, by the definition of WCAG 2.2 (relative luminance, contrast ratio).

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../themes/default/styles/tokens.css");
const README: &str = include_str!("../../../themes/default/README.md");

/// The colours of one set, by their property.
type Colours = BTreeMap<String, [u8; 3]>;

/// The declarations of the block that begins with `start`.
fn block(start: &str) -> &'static str {
    let (_, rest) = TOKENS.split_once(start).unwrap_or_else(|| panic!("no `{start}`"));
    rest.split_once('}').expect("the block ends").0
}

fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| u8::from_str_radix(wide.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colours that a block declares, by day or by night.
fn declared(block: &str, dark: bool) -> Colours {
    let pairs = block.split(';').filter_map(|line| line.trim().split_once(": "));
    let colours = pairs.filter_map(|(name, value)| {
        let one = match value.strip_prefix("light-dark(") {
            Some(two) => two.trim_end_matches(')').split(',').nth(usize::from(dark))?,
            None => value,
        };
        Some((name.to_owned(), colour(one)?))
    });
    colours.collect()
}

/// The four sets that a reader can meet.
fn sets() -> [(&'static str, Colours); 4] {
    let high = |dark| {
        let mut colours = declared(block(":root {"), dark);
        colours.extend(declared(block("[data-contrast=more] {"), dark));
        colours
    };
    [
        ("light", declared(block(":root {"), false)),
        ("dark", declared(block(":root {"), true)),
        ("high contrast, light", high(false)),
        ("high contrast, dark", high(true)),
    ]
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 1e-9);
    // A well-known pair: the lightest grey on white that passes for text.
    assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
}

#[test]
fn every_pair_of_colours_can_be_read() {
    for (set, colours) in sets() {
        let high = set.starts_with("high");
        for ground in ["--bg", "--surface", "--sunken"] {
            let check = |name: &str, least: f64| {
                let ratio = contrast(colours[name], colours[ground]);
                assert!(ratio >= least, "{set}: {name} on {ground} is {ratio:.2}, not {least}");
            };
            // What is read at length: the enhanced contrast, but for sunken ground.
            let long = if ground == "--sunken" { 6.5 } else { 7.0 };
            check("--text", 7.0);
            check("--link", if high { 7.0 } else { long });
            check("--visited", if high { 7.0 } else { 6.5 });
            check("--muted", if high { 7.0 } else { 6.4 });
            for name in ["--ok", "--warn", "--err"] {
                check(name, if high { 7.0 } else { 4.5 });
            }
            check("--control", 3.0);
        }
        let read = contrast(colours["--text"], colours["--mark"]);
        assert!(read >= 7.0, "{set}: text on a mark is {read:.2}");
        let button = contrast(colours["--bg"], colours["--link"]);
        assert!(button >= 7.0, "{set}: the words of a main button are {button:.2}");
        // One of the two tones of the outline stands out on any ground.
        for ground in ["--bg", "--surface", "--sunken", "--link"] {
            let outline =
                ["--focus", "--focus-ring"].map(|tone| contrast(colours[tone], colours[ground]));
            assert!(outline.iter().any(|ratio| *ratio >= 3.0), "{set}: the outline on {ground}");
        }
        assert!(contrast(colours["--focus"], colours["--focus-ring"]) >= 7.0);
    }
}

#[test]
fn high_contrast_is_the_same_whoever_asks_for_it() {
    let device = block("(prefers-contrast: more) {\n    :root:root {");
    let reader = block("[data-contrast=more] {");
    let lines = |text: &'static str| {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(lines(device), lines(reader));
}

#[test]
fn the_theme_can_be_chosen() {
    for theme in ["light", "dark"] {
        let chosen = block(&format!(":root[data-theme={theme}] {{"));
        assert_eq!(chosen.trim(), format!("color-scheme: {theme};"));
    }
}

#[test]
fn the_readme_tells_every_property_and_its_contrast() {
    let table = README.split_once("| Property | For | Light | Dark |").expect("the table").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut listed = Vec::new();
    let [light, dark, ..] = sets();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let names: Vec<&str> = cells[0].split(", ").map(|name| name.trim_matches('`')).collect();
        for (told, (set, colours)) in cells[2..].iter().zip([&light, &dark]) {
            if told.is_empty() {
                continue;
            }
            let best = names
                .iter()
                .map(|name| contrast(colours[*name], colours["--bg"]))
                .fold(0.0, f64::max);
            assert_eq!(*told, format!("{best:.1}"), "{names:?} in {set}");
        }
        listed.extend(names.iter().map(|name| (*name).to_owned()));
    }
    let mut wanted: Vec<String> = block(":root {")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--"))
        .map(|line| format!("--{}", line.split(':').next().unwrap_or_default()))
        .collect();
    listed.sort();
    wanted.sort();
    assert_eq!(listed, wanted);
}
