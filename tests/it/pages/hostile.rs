//! Whatever stands in the texts of a rubric or of answers, a page keeps its shape and shows it.

use std::fmt::Write as _;

use scraper::Html;
use toml::{Table, Value};

use super::sound::{sound_drawing, sound_page};
use super::{all, words, written};
use crate::support::House;

/// What ends elements, attributes, comments and texts, and begins others.
const HOSTILE: &str = "</td></p></title></style></script><script>canary()</script><img src=x onerror=canary()>\
    \" onload=\"canary()\" ' onfocus='canary() --> ]]> <![CDATA[ <!-- &lt; &#x3c; {{7*7}} ${x} `b` \\ javascript:canary()";

/// As long, and harmless.
const HARMLESS: &str = "and more";

/// What neither HTML nor XML may hold. Hidden characters, which could do more, are refused in rubrics and answers.
const NO_CHARACTERS: &str = "\u{fdd0}\u{fdd1}\u{fdef}";

/// Keys whose values are names of other things, or words with a meaning.
const NAMES: [&str; 13] = [
    "id", "area", "skill", "group", "skills", "after", "kind", "targets", "formerly", "extends", "currency", "raises",
    "cost",
];

/// A rubric in which every text that may be anything ends in `with`, and every address is `url`.
fn rubric(house: &House, with: &str, url: &str) -> String {
    let template = written(house, &["rubric", "new", "team"]);
    let mut rubric: Table = toml::from_str(&template).unwrap();
    let credit = "title = \"A work\"\nauthor = \"A person\"\nlicense = \"CC0\"\nurl = \"x\"\n";
    rubric.insert("sources".to_owned(), Value::Array(vec![Value::Table(toml::from_str(credit).unwrap())]));
    rubric.insert("language".to_owned(), Value::String("en".to_owned()));
    mark(&mut rubric, with, url);
    toml::to_string(&rubric).unwrap()
}

fn mark(table: &mut Table, with: &str, url: &str) {
    for (key, value) in table.iter_mut().filter(|(key, _)| !NAMES.contains(&key.as_str())) {
        mark_value(key, value, with, url);
    }
}

fn mark_value(key: &str, value: &mut Value, with: &str, url: &str) {
    match value {
        Value::String(address) if key == "url" => url.clone_into(address),
        Value::String(text) => write!(text, " {with}").unwrap(),
        Value::Array(items) => items.iter_mut().for_each(|item| mark_value(key, item, with, url)),
        Value::Table(table) => mark(table, with, url),
        _ => {}
    }
}

fn answers(evidence: &str) -> String {
    let written: Vec<_> = evidence.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let written = written.concat();
    let said = |level: u8| format!("{{ level = {level}, evidence = \"{written}\" }}");
    format!(
        "target = \"professional\"\n[ratings]\nsql = {}\npython = {}\ncode-review = {}\n",
        said(2),
        said(1),
        said(3)
    )
}

/// The pages and drawings of a person who assessed twice.
fn documents(with: &str, url: &str, evidence: &str) -> Vec<String> {
    let house = House::new();
    let rubric = rubric(&house, with, url);
    house.file("rubric.toml", rubric);
    house.file("answers.toml", answers(evidence));
    for day in ["2026-08-20", "2026-11-22"] {
        let args = ["assess", "--answers", "answers.toml", "--rubric", "rubric.toml", "--on", day];
        let _ = house.run(&args).exits(0);
    }
    let _ = house.run(&["edit", "sql", "--level", "3", "--evidence", evidence, "--on", "2026-11-23"]).exits(0);
    let formats = [("report", "html"), ("plan", "html"), ("progress", "html"), ("report", "svg"), ("progress", "svg")];
    formats.map(|(command, format)| written(&house, &[command, "--format", format])).to_vec()
}

/// The elements of a page in their order, each with the names of its attributes.
fn shape(page: &Html) -> Vec<(String, Vec<String>)> {
    let names = |element: scraper::ElementRef<'_>| {
        let mut attributes: Vec<_> = element.value().attrs().map(|(name, _)| name.to_owned()).collect();
        attributes.sort();
        (element.value().name().to_owned(), attributes)
    };
    all(page, "*").into_iter().map(names).collect()
}

fn drawn_shape(drawing: &str) -> Vec<(String, usize)> {
    let drawing = roxmltree::Document::parse(drawing).unwrap();
    let elements = drawing.descendants().filter(roxmltree::Node::is_element);
    elements.map(|node| (node.tag_name().name().to_owned(), node.attributes().len())).collect()
}

#[test]
fn hostile_texts_change_no_shape_and_are_shown() {
    let harmless = documents(HARMLESS, "see there", HARMLESS);
    let with = format!("{HOSTILE}{NO_CHARACTERS}");
    for url in ["javascript:canary()", "data:text/html,<script>canary()</script>", "https://e.org/\"onclick=\"canary()"]
    {
        let hostile = documents(&with, url, &with);
        for (at, (hostile, harmless)) in hostile.iter().zip(&harmless).enumerate() {
            if hostile.starts_with("<svg") {
                sound_drawing(hostile);
                assert_eq!(drawn_shape(hostile), drawn_shape(harmless), "document {at}");
                continue;
            }
            sound_page(hostile);
            let page = Html::parse_document(hostile);
            let body = words(all(&page, "body")[0]);
            assert!(body.contains("<script>canary()</script><img src=x onerror=canary()>"), "document {at}");
            assert_eq!(shape(&page), shape(&Html::parse_document(harmless)), "document {at}");
        }
    }
}

#[test]
fn good_addresses_are_links() {
    let page = &documents("more", "https://example.org/a?b=c&d='e'#f", "https://example.org/proof")[0];
    let page = Html::parse_document(page);
    let links: Vec<_> =
        all(&page, "main a[href^='https:'], footer a").iter().map(|a| a.attr("href").unwrap()).collect();
    assert!(links.contains(&"https://example.org/a?b=c&d='e'#f") && links.contains(&"https://example.org/proof"));
    assert!(all(&page, "a[href^='https:']").iter().all(|link| link.attr("rel") == Some("noopener noreferrer")));
}
