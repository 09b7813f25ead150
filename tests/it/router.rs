//! *Where to begin* of the handbook in `content/`: a few questions whose answers are plain links, each
//! to the next question or to a path with steps to tick.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use handbook::base::paths::SourcePath;
use handbook::compile::build::Build;

use crate::fixture::{between, text as built};
use crate::ideas::handbook;

const PAGE: &str = "start/index.html";
/// The most questions that a reader answers.
const MOST: usize = 5;

/// The answers to each question of the page, as addresses, by the id of the question; and the id of
/// the first question.
fn questions(html: &str) -> (BTreeMap<String, Vec<String>>, String) {
    let prose = between(html, "<div class=\"prose\">", "<h2 id=\"page-children\">");
    let mut first = String::new();
    let mut found = BTreeMap::new();
    for section in prose.split("<h2 id=\"").skip(1) {
        let (id, rest) = section.split_once('"').expect("an id ends");
        let list = rest.split_once("<ul>").and_then(|(_, rest)| rest.split_once("</ul>"));
        let Some((list, _)) = list else { continue };
        if first.is_empty() {
            id.clone_into(&mut first);
        }
        let answers = list
            .split("<a href=\"")
            .skip(1)
            .map(|link| link.split('"').next().expect("an address ends").to_owned());
        found.insert(id.to_owned(), answers.collect());
    }
    (found, first)
}

/// The paths that the answers lead to, each with the fewest questions until there.
fn paths(html: &str) -> BTreeMap<String, usize> {
    let (questions, first) = questions(html);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut open = VecDeque::from([(first, 1)]);
    while let Some((question, asked)) = open.pop_front() {
        assert!(asked <= MOST, "more than {MOST} questions before #{question}");
        let answers = questions.get(&question).unwrap_or_else(|| panic!("no question #{question}"));
        assert!(answers.len() > 1, "#{question} is no question");
        for answer in answers {
            if let Some(next) = answer.strip_prefix('#') {
                open.push_back((next.to_owned(), asked + 1));
            } else {
                let least = found.entry(answer.clone()).or_insert(asked);
                *least = (*least).min(asked);
            }
        }
    }
    found
}

/// The addresses of the pages beside the questions.
fn pages_beside(build: &Build) -> BTreeSet<String> {
    let summaries = build.site.nodes.iter().filter_map(|node| Some((node, node.summary.as_ref()?)));
    let beside = summaries.filter(|(_, summary)| {
        let path = summary.path.as_str();
        path.starts_with("content/start/") && !path.ends_with("_index.md")
    });
    beside.map(|(node, _)| node.route.href("/")).collect()
}

#[test]
fn at_most_five_answers_lead_to_each_path() {
    let build = handbook();
    let paths = paths(&built(&build, PAGE));
    assert_eq!(paths.keys().cloned().collect::<BTreeSet<_>>(), pages_beside(&build));
    assert!(paths.len() >= 10, "only {} paths", paths.len());
    assert_eq!(paths["/start/crisis/"], 1, "who is in danger answers one question");
}

#[test]
fn each_path_has_steps_to_tick_for_ten_minutes_an_hour_and_a_quarter() {
    let build = handbook();
    for address in pages_beside(&build) {
        let html = built(&build, &format!("{}index.html", address.trim_start_matches('/')));
        for span in ["ten-minutes", "one-hour", "one-quarter"] {
            let rest = between(&html, &format!("<h2 id=\"{span}\">"), "</article>");
            let section = rest.split("<h2").next().unwrap_or_default();
            assert!(section.contains("<input type=\"checkbox\""), "{address}#{span} has no step");
        }
    }
}

#[test]
fn home_leads_whoever_is_not_sure_to_the_questions_and_a_new_manager_to_the_first_week() {
    let build = handbook();
    let home = built(&build, "index.html");
    assert!(home.contains("<a href=\"/start/\">I’m not sure</a>"), "{home}");
    let row = between(&home, "I have just been given a team.", "</tr>");
    assert!(row.contains("href=\"/start/new-manager/\""), "{row}");
    let path = SourcePath::new("content/start/new-manager.md").expect("a valid path");
    let node = build.site.by_source[&path];
    assert!(build.site.has_anchor(node, "first-week"));
}

#[test]
fn home_leads_a_team_to_its_questions_and_to_answering_together() {
    let build = handbook();
    let home = built(&build, "index.html");
    let team = [
        ("content/start/_index.md", "team"),
        ("content/instruments/_index.md", "as-a-team"),
        ("content/tools/drucker-review.md", "forty-minutes"),
    ];
    for (path, anchor) in team {
        let path = SourcePath::new(path).expect("a valid path");
        let node = build.site.by_source[&path];
        assert!(build.site.has_anchor(node, anchor), "{path} has no #{anchor}");
        let address = format!("{}#{anchor}", build.site.nodes[node].route.href("/"));
        assert!(home.contains(&format!("href=\"{address}\"")), "home does not lead to {address}");
    }
    let (questions, _) = questions(&built(&build, PAGE));
    let is_path = |answer: &String| !answer.starts_with('#');
    assert!(questions["team"].iter().all(is_path), "an answer leads to another question");
}
