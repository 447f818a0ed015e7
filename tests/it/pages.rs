//! Pages and drawings, read back by parsers that are not ours: sound, self-contained, and harmless whatever they hold.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod hostile;
mod sound;

use std::fs;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::support::House;
pub(crate) use sound::{sound_drawing, sound_page};

/// A house with three assessments of the worked example, the first by hand, the others with more answers.
fn house() -> House {
    let house = House::new();
    house.sample("worked-rubric.toml");
    let first = "[ratings]\ngo = 2\nsql = 1\n".to_owned();
    let last =
        fs::read_to_string("tests/data/worked-answers.toml").unwrap().replace("\"worked\"", "\"worked-rubric.toml\"");
    let evidence = "[ratings]\nsql = { level = 3, evidence = \"https://example.org/pr/12?a=1&b=2\" }\n".to_owned();
    for (day, answers, more) in
        [("2026-03-01", first, None), ("2026-08-20", last, None), ("2026-11-22", evidence, Some("--update"))]
    {
        house.file("answers.toml", &answers);
        let mut args = vec!["assess", "--answers", "answers.toml", "--rubric", "worked-rubric.toml", "--on", day];
        args.extend(more);
        let _ = house.run(&args).exits(0);
    }
    house
}

fn written(house: &House, args: &[&str]) -> String {
    let ran = house.run(args).exits(0);
    assert_eq!(ran.stderr, "");
    ran.stdout
}

fn all<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words that a person sees or hears, with single blanks between them.
fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_is_sound() {
    let house = house();
    for args in [
        ["report", "--format", "html"].as_slice(),
        &["report", "--format", "html", "--at", "2026-03-01"],
        &["report", "--format", "html", "--answers", "answers.toml", "--rubric", "worked-rubric.toml"],
        &["plan", "--format", "html"],
        &["plan", "--format", "html", "--by", "2026-12-20"],
        &["progress", "--format", "html"],
        &["progress", "--format", "html", "--from", "2026-03-01", "--to", "2026-03-01"],
    ] {
        let page = written(&house, args);
        sound_page(&page);
        assert_eq!(page, written(&house, args), "the same bytes every time");
    }
}

/// Answers of people for whom some part of the page has nothing to say, or more than usual.
const ODD: [&str; 5] = [
    // nothing applies
    "go = \"not-applicable\"\nsql = \"not-applicable\"\nlinux = \"not-applicable\"\ndocker = \"not-applicable\"\n\
     testing = \"not-applicable\"\nkafka = \"not-applicable\"\nrabbitmq = \"not-applicable\"\nkubernetes = \"not-applicable\"\n",
    // nothing is missing
    "go = 5\nsql = 5\nlinux = 5\ndocker = 5\ntesting = 5\nkafka = 5\nrabbitmq = 5\nkubernetes = 5\n",
    // nothing is there
    "go = 0\nsql = 0\nlinux = 0\ndocker = 0\ntesting = 0\nkafka = 0\nrabbitmq = 0\nkubernetes = 0\n",
    // hardly anything is known
    "sql = 0\n",
    // it cannot all be so
    "docker = 5\nlinux = 0\ngo = 4\n",
];

/// A house with the worked rubric without anything essential, so that nothing need apply.
fn loose_house() -> House {
    let house = House::new();
    house.file(
        "loose.toml",
        fs::read_to_string("tests/data/worked-rubric.toml").unwrap().replace(", essential = true", ""),
    );
    for (at, ratings) in ODD.iter().enumerate() {
        house.file(&format!("odd-{at}.toml"), format!("[ratings]\n{ratings}"));
    }
    house
}

#[test]
fn odd_answers_make_sound_pages_too() {
    let house = loose_house();
    for at in 0..ODD.len() {
        let answers = format!("odd-{at}.toml");
        for [command, format] in [["report", "html"], ["report", "svg"], ["plan", "html"]] {
            let text = written(&house, &[command, "--format", format, "--answers", &answers, "--rubric", "loose.toml"]);
            if format == "svg" { sound_drawing(&text) } else { sound_page(&text) }
        }
    }
}

#[test]
fn without_a_readiness_there_is_no_drawing_over_time() {
    let house = loose_house();
    let _ = house.run(&["assess", "--answers", "odd-0.toml", "--rubric", "loose.toml", "--on", "2026-11-22"]).exits(0);
    sound_page(&written(&house, &["progress", "--format", "html"]));
    insta::assert_snapshot!(house.run(&["progress", "--format", "svg"]), @r"
    --- stderr
    error: there is nothing to draw: no assessment has a readiness for `mid`
    hint: `skillgap report --target mid` shows what it asks for
    --- exit 1
    ");
}

#[test]
fn every_drawing_is_sound() {
    let house = house();
    for args in [["report", "--format", "svg"], ["progress", "--format", "svg"]] {
        let drawing = written(&house, &args);
        sound_drawing(&drawing);
        assert_eq!(drawing, written(&house, &args), "the same bytes every time");
    }
}

#[test]
fn the_format_follows_from_the_name_of_the_file() {
    let house = house();
    for (command, file, begins) in [
        ("report", "gap.html", "<!DOCTYPE html>"),
        ("report", "gap.SVG", "<svg "),
        ("plan", "plan.htm", "<!DOCTYPE html>"),
        ("progress", "moved.svg", "<svg "),
    ] {
        let ran = house.run(&[command, "-o", file]).exits(0);
        assert_eq!(ran.stdout, "");
        assert!(fs::read_to_string(house.path(file)).unwrap().starts_with(begins), "{file}");
    }
    let _ = house.run(&["plan", "-o", "plan.svg"]).exits(2);
    let _ = house.run(&["explain", "sql", "--format", "html"]).exits(2);
}

#[test]
fn the_page_says_what_the_report_says() {
    let house = house();
    let page = Html::parse_document(&written(&house, &["report", "--format", "html"]));
    let main = all(&page, "main")[0];
    let sections: Vec<_> = main.select(&Selector::parse("section").unwrap()).map(words).collect();
    insta::assert_snapshot!(sections.join("\n\n"));
}

#[test]
fn what_a_graphic_shows_is_also_said() {
    let house = house();
    let page = Html::parse_document(&written(&house, &["report", "--format", "html"]));
    for graphic in all(&page, "svg") {
        let is_image = graphic.attr("role") == Some("img");
        assert_ne!(is_image, graphic.attr("aria-hidden") == Some("true"), "{}", graphic.html());
    }
    insta::assert_snapshot!(
        words(all(&page, "svg[role=img] > title")[0]),
        @"Readiness of 100: 20.1 to 72.8 on 2026-03-01; 74.5 to 80.0 on 2026-08-20; 74.5 to 80.0 on 2026-11-22. Asked 80 of 100."
    );
    let drawing = written(&house, &["report", "--format", "svg"]);
    let drawing = roxmltree::Document::parse(&drawing).unwrap();
    let described = drawing.descendants().find(|node| node.tag_name().name() == "desc");
    insta::assert_snapshot!(described.unwrap().text().unwrap(), @"Self-rated readiness 74.5 to 80.0 of 100 on 2026-11-22. Asked 80 of 100. All areas 74.5 to 80.0, 74.5 last time; All 74.5 to 80.0, 74.5 last time.");
}

#[test]
fn the_page_holds_the_answers_for_programs() {
    let house = house();
    let held = |page: &str| -> Value {
        let page = Html::parse_document(page);
        let data = all(&page, "script#skillgap-assessment");
        assert_eq!(data[0].attr("type"), Some("application/json"));
        serde_json::from_str(&data[0].text().collect::<String>()).unwrap()
    };
    let shown: Value =
        serde_json::from_str(&written(&house, &["history", "show", "latest", "--format", "json"])).unwrap();
    assert_eq!(held(&written(&house, &["report", "--format", "html"])), shown);

    let from_file = ["report", "--format", "html", "--answers", "answers.toml", "--rubric", "worked-rubric.toml"];
    let held = held(&written(&house, &from_file));
    assert_eq!((&held["schema"], &held["id"]), (&Value::from("skillgap.assessment/1"), &Value::Null));
    assert_eq!(held["ratings"]["sql"]["evidence"], "https://example.org/pr/12?a=1&b=2");
}

#[test]
fn a_report_of_an_earlier_day_knows_nothing_of_later_ones() {
    let house = house();
    let page = written(&house, &["report", "--format", "html", "--at", "2026-08-20"]);
    assert!(page.contains("2026-03-01") && !page.contains("2026-11-22"));
}
