//! Made-up handbooks: N chapters in sections of fifty, the same for the same N on every machine.
//!
//! A chapter has 600 to 900 words of prose under headings, a table, a task list with ids, links to
//! other chapters, a footnote, and in every fifth a block of code.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

const SECTION: usize = 50;

const NOUNS: &str = "manager team goal meeting plan decision week question answer person role task \
    budget market customer habit promise risk result change review conversation method standard \
    direction reason problem choice measure priority skill time trust voice limit purpose";
const VERBS: &str = "sets asks gives takes needs finds keeps makes sees tells brings leaves changes \
    holds opens follows serves reaches shows moves joins helps";
const OTHERS: &str = "clear small early honest common difficult useful quiet long new first second \
    open plain careful steady whole other next";
const JOINTS: &str = "and but so because when while before after where if";
const LEADS: &str = "the a every this that one each our";

const CODE: &[&str] = &[
    "```rust\n/// Whether a plan fits in a week.\nfn fits(hours: &[u32]) -> bool {\n    hours.iter().sum::<u32>() <= 40\n}\n```\n",
    "```python\ndef share(hours: dict[str, int]) -> dict[str, float]:\n    total = sum(hours.values()) or 1\n    return {name: part / total for name, part in hours.items()}\n```\n",
    "```toml\n[plan]\nweeks = 6\nreview = \"friday\"\n```\n",
    "```sh\nfor week in 1 2 3; do\n  echo \"week $week\" >> plan.txt\ndone\n```\n",
];

/// Every file of a handbook of so many chapters, with its path.
pub(crate) fn files(pages: usize) -> Vec<(String, String)> {
    let mut files = vec![
        (
            "handbook.toml".to_owned(),
            "title = \"A made-up handbook\"\nbase_url = \"https://handbook.example/\"\nlanguage = \"en\"\n".to_owned(),
        ),
        (
            "content/_index.md".to_owned(),
            "+++\ntitle = \"A made-up handbook\"\n+++\n\nIt is read by a clock alone.\n".to_owned(),
        ),
        (
            "content/search.md".to_owned(),
            "+++\ntitle = \"Search\"\nnav = \"footer\"\n\n[search]\n+++\n".to_owned(),
        ),
    ];
    for section in 0..pages.div_ceil(SECTION) {
        files.push((
            format!("content/{}/_index.md", section_name(section)),
            format!(
                "+++\ntitle = \"Part {}\"\nweight = {section}\n+++\n\nFifty chapters at most.\n",
                section + 1
            ),
        ));
    }
    files.extend((0..pages).map(|page| (format!("content/{}", place(page)), chapter(page, pages))));
    files
}

/// Writes the files below `root` and gives the sum of their lengths.
#[expect(clippy::disallowed_methods, reason = "sources for the program under test")]
pub(crate) fn write(root: &Path, files: &[(String, String)]) -> io::Result<u64> {
    let mut bytes = 0;
    for (path, text) in files {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        bytes += text.len() as u64;
        std::fs::write(path, text)?;
    }
    Ok(bytes)
}

/// The chapter in the middle: the one to edit.
pub(crate) fn middle(files: &[(String, String)]) -> Option<(&str, &str)> {
    let chapters: Vec<_> = files.iter().filter(|(path, _)| path.contains("/chapter-")).collect();
    let (path, text) = chapters.get(chapters.len() / 2)?;
    Some((path, text))
}

fn section_name(section: usize) -> String {
    format!("part-{:03}", section + 1)
}

/// The path of a chapter below `content`.
fn place(page: usize) -> String {
    format!("{}/chapter-{:05}.md", section_name(page / SECTION), page + 1)
}

fn chapter(page: usize, pages: usize) -> String {
    let mut dice = Dice::new(page);
    let mut text = format!(
        "+++\ntitle = \"{} {}\"\ndescription = \"{}\"\nweight = {}\n+++\n\n",
        capitalised(&phrase(&mut dice)),
        page + 1,
        sentence(&mut dice).0,
        page % SECTION + 1
    );
    // The last paragraph goes beyond this, by 150 words at most.
    let wanted = 600 + dice.below(131);
    let mut written = 0;
    for section in 1..=4 {
        // Writing to a text cannot fail, here and below.
        let _ = writeln!(text, "## {} {{#section-{section}}}\n", capitalised(&phrase(&mut dice)));
        while written < wanted * section / 4 {
            written += paragraph(&mut text, &mut dice, page, pages);
        }
        match section {
            1 => table(&mut text, &mut dice),
            2 => tasks(&mut text, &mut dice),
            3 if page.is_multiple_of(5) => {
                text.push_str(CODE[page / 5 % CODE.len()]);
                text.push('\n');
            }
            _ => {}
        }
    }
    let _ = writeln!(
        text,
        "{}[^source]\n\n[^source]: {}",
        sentence(&mut dice).0,
        sentence(&mut dice).0
    );
    text
}

/// Adds a paragraph of a few sentences, every other one with a link; gives the number of its words.
fn paragraph(text: &mut String, dice: &mut Dice, page: usize, pages: usize) -> usize {
    let mut words = 0;
    for _ in 0..3 + dice.below(4) {
        let (sentence, more) = sentence(dice);
        words += more;
        text.push_str(&sentence);
        text.push(' ');
    }
    if dice.below(2) == 0 {
        let other = dice.below(pages);
        let anchor = if dice.below(2) == 0 { "#section-2" } else { "" };
        let target = if other / SECTION == page / SECTION {
            place(other).split_once('/').map(|(_, name)| name.to_owned()).unwrap_or_default()
        } else {
            format!("../{}", place(other))
        };
        let _ = write!(
            text,
            "See also **the {}** in [{}]({target}{anchor}).",
            dice.word(NOUNS),
            phrase(dice)
        );
        words += 8;
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n\n");
    words
}

fn table(text: &mut String, dice: &mut Dice) {
    text.push_str("| Question | Manager | Leader |\n| --- | :-: | --- |\n");
    for _ in 0..5 {
        let _ = writeln!(
            text,
            "| {} | {} | *{}* |",
            capitalised(&phrase(dice)),
            phrase(dice),
            phrase(dice)
        );
    }
    text.push('\n');
}

fn tasks(text: &mut String, dice: &mut Dice) {
    for item in 1..=6 {
        let _ = writeln!(text, "- [ ] {} {{#item-{item}}}", sentence(dice).0);
    }
    text.push('\n');
}

/// A sentence and the number of its words.
fn sentence(dice: &mut Dice) -> (String, usize) {
    let mut text = String::new();
    for clause in 0..=dice.below(3) {
        if clause > 0 {
            let _ = write!(text, ", {} ", dice.word(JOINTS));
        }
        let _ = write!(
            text,
            "{} {} {} {}",
            phrase(dice),
            dice.word(VERBS),
            dice.word(LEADS),
            dice.word(NOUNS)
        );
    }
    let words = text.split(' ').count();
    (format!("{}.", capitalised(&text)), words)
}

fn phrase(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.word(LEADS), dice.word(OTHERS), dice.word(NOUNS))
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// Numbers that look random and are the same everywhere: SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn new(seed: usize) -> Self {
        Self(seed as u64)
    }

    /// A number from 0 to `limit` - 1.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from(z % limit as u64).unwrap_or_default()
    }

    fn word<'a>(&mut self, list: &'a str) -> &'a str {
        let count = list.split_whitespace().count();
        list.split_whitespace().nth(self.below(count)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dice, chapter, files};

    #[test]
    fn chapters_are_as_long_as_promised() {
        for page in 0..200 {
            let text = chapter(page, 200);
            let prose = text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_uppercase()));
            let words: usize = prose.map(|l| l.split_whitespace().count()).sum();
            assert!((600..=900).contains(&words), "{words} words in chapter {page}");
        }
    }

    #[test]
    fn the_same_number_gives_the_same_handbook() {
        assert_eq!(files(60), files(60));
        assert_ne!(chapter(1, 60), chapter(2, 60));
    }

    #[test]
    fn dice_follow_the_published_generator() {
        // The first output of SplitMix64 for the seed 0 is 0xe220a8397b1dcdaf.
        assert_eq!(Dice::new(0).below(usize::MAX) as u64, 0xe220_a839_7b1d_cdaf);
    }
}
