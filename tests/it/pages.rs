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
        @"Readiness of 100: 20 to 72 on 2026-03-01; 74 to 80 on 2026-08-20; 74 to 80 on 2026-11-22. Asked 80 of 100."
    );
    let drawing = written(&house, &["report", "--format", "svg"]);
    let drawing = roxmltree::Document::parse(&drawing).unwrap();
    let described = drawing.descendants().find(|node| node.tag_name().name() == "desc");
    insta::assert_snapshot!(described.unwrap().text().unwrap(), @"Self-rated readiness 74 to 80 of 100 on 2026-11-22. Asked 80 of 100. All areas 74 to 80, 74 last time; All 74 to 80, 74 last time.");
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
