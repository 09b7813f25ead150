//! Conditions in words.

use snapbox::{assert_data_eq, str};

use super::{banded, body};

/// The conditions of bands in words, one a line.
fn words(conditions: &[&str]) -> String {
    let bands: Vec<(String, String)> = conditions
        .iter()
        .enumerate()
        .map(|(at, when)| (format!("b{at}"), format!("when = \"{when}\"")))
        .collect();
    let bands: Vec<(&str, &str)> = bands.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let html = body(&banded("match = \"all\"\n", &bands));
    html.split(" for=\"")
        .skip(1)
        .map(|rest| format!("{}\n", rest.split('"').next().unwrap()))
        .collect()
}

#[test]
fn conditions_are_put_in_words() {
    let said = words(&[
        "m >= 4 and l < 4",
        "m <= 4",
        "m > 4 or l == 3",
        "3 <= m and m < 6",
        "min(m, l) >= 4",
        "max(m, l, m1) >= 3",
        "m - l >= 2",
        "m >= max(l, l1) + 2",
        "max(m, l) - min(m, l) < 2",
        "m > l",
        "m + l >= 8",
        "m - (l - m1) >= 0",
        "m1 == 1 or l2 == 1",
        "not (m > 4 and l > 4)",
    ]);
    assert_data_eq!(
        said,
        str![[r#"
Managing 4 or more and Leading under 4
Managing 4 or less
Managing over 4 or Leading exactly 3
Managing 3 to 5
The lower of Managing and Leading 4 or more
The highest of Managing, Leading and statement 1 3 or more
Managing at least 2 above Leading
Managing at least 2 above the higher of Leading and statement 3
The higher of Managing and Leading less than 2 above the lower of Managing and Leading
Managing more than Leading
Managing plus Leading 8 or more
Managing minus (Leading minus statement 1) 0 or more
Statement 1 exactly 1 or statement 4 exactly 1
Not (Managing over 4 and Leading over 4)

"#]]
    );
    assert_data_eq!(
        words(&["m > 4", "else"]),
        str![[r#"
Managing over 4
Every other result

"#]]
    );
}
