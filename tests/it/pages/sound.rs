//! What holds of every page and every drawing.

use std::collections::BTreeSet;

use base64::Engine as _;
use scraper::Html;
use sha2::{Digest as _, Sha256};

use super::{all, words};

/// Fails unless the page is one that any browser reads as it was meant, that loads and runs nothing, and that can be
/// found one's way in without seeing it.
#[track_caller]
pub(crate) fn sound_page(text: &str) {
    let page = Html::parse_document(text);
    assert_eq!(page.errors.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(text.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    no_hidden_characters(text);

    for (what, how_many) in
        [("h1", 1), ("header", 1), ("nav", 1), ("main", 1), ("footer", 1), ("style", 1), ("title", 1)]
    {
        let found = all(&page, what).into_iter().filter(|found| what != "title" || is_html(*found));
        assert_eq!(found.count(), how_many, "{what}");
    }
    assert!(!words(all(&page, "head > title")[0]).is_empty());
    assert_eq!(all(&page, "meta[charset=utf-8], meta[name=viewport], meta[name=color-scheme]").len(), 3);
    headings_skip_no_level(&page);
    references_lead_somewhere(&page);
    tables_have_headers(&page);
    nothing_runs_or_loads(&page);
}

fn is_html(element: scraper::ElementRef<'_>) -> bool {
    element.value().name.ns.contains("xhtml")
}

/// Fails unless the drawing is XML with a title and a description, and neither runs nor loads anything.
#[track_caller]
pub(crate) fn sound_drawing(text: &str) {
    no_hidden_characters(text);
    let drawing = roxmltree::Document::parse(text).unwrap();
    let root = drawing.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")));
    let labels = root.attribute("aria-labelledby").unwrap();
    for label in labels.split(' ') {
        let labelled = drawing.descendants().find(|node| node.attribute("id") == Some(label)).unwrap();
        assert!(labelled.text().is_some_and(|text| !text.trim().is_empty()), "{label}");
    }
    let mut ids = BTreeSet::new();
    for node in drawing.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{name}");
        let known = ["svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "circle", "text"];
        assert!(known.contains(&name), "{name}");
        assert!(node.attribute("id").is_none_or(|id| ids.insert(id)), "twice: {:?}", node.attribute("id"));
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && !["href", "style", "src"].contains(&name), "{name}");
        }
    }
    for outside in ["http:", "https:", "url("] {
        let places = text.matches(outside).count();
        let allowed = match outside {
            "http:" => 1,
            "url(" => text.matches("url(#hatching)").count(),
            _ => 0,
        };
        assert_eq!(places, allowed, "{outside}");
    }
}

#[track_caller]
fn no_hidden_characters(text: &str) {
    let hidden = text.chars().find(|c| *c != '\n' && skillgap::clean::is_hidden(*c));
    assert_eq!(hidden, None);
    assert!(text.ends_with('\n'));
}

#[track_caller]
fn headings_skip_no_level(page: &Html) {
    let mut before = 0;
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        let level: u8 = heading.value().name()[1..].parse().unwrap();
        assert!(level <= before + 1, "h{level} after h{before}");
        assert!(!words(heading).is_empty());
        before = level;
    }
}

#[track_caller]
fn references_lead_somewhere(page: &Html) {
    let ids: Vec<_> = all(page, "[id]").iter().map(|element| element.attr("id").unwrap().to_owned()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice: {ids:?}");
    let labelled = all(page, "[aria-labelledby]").into_iter().map(|it| it.attr("aria-labelledby").unwrap().to_owned());
    let linked = all(page, "a[href^='#']").into_iter().map(|it| it.attr("href").unwrap()[1..].to_owned());
    for id in labelled.chain(linked).flat_map(|ids| ids.split(' ').map(str::to_owned).collect::<Vec<_>>()) {
        assert!(ids.contains(&id), "there is no {id}");
    }
    for section in all(page, "section") {
        assert!(section.attr("aria-labelledby").or(section.attr("aria-label")).is_some());
    }
}

#[track_caller]
fn tables_have_headers(page: &Html) {
    for table in all(page, "table") {
        let within = |what: &str| table.select(&scraper::Selector::parse(what).unwrap()).collect::<Vec<_>>();
        assert!(!words(within("caption")[0]).is_empty());
        for header in within("th") {
            assert!(matches!(header.attr("scope"), Some("col" | "row")), "{}", header.html());
            assert!(!words(header).is_empty(), "{}", header.html());
        }
        let columns = within("thead th").len();
        for row in within("tr") {
            assert_eq!(row.child_elements().count(), columns, "{}", row.html());
        }
    }
}

#[track_caller]
fn nothing_runs_or_loads(page: &Html) {
    let style: String = all(page, "style")[0].text().collect();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&style));
    let policy = all(page, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").unwrap();
    assert_eq!(policy, format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
    assert!(!style.contains("@import") && !style.contains("://"));
    assert_eq!(style.matches("url(").count(), style.matches("url(#hatching)").count());
    for script in all(page, "script") {
        assert_eq!(script.attr("type"), Some("application/json"));
    }
    let foreign =
        "iframe, object, embed, form, input, base, link, img, image, use, video, audio, template, foreignObject";
    assert_eq!(all(page, foreign).len(), 0);
    for element in all(page, "*") {
        for (name, value) in element.value().attrs() {
            assert!(
                !name.starts_with("on") && !["style", "src", "srcset", "action", "xlink:href"].contains(&name),
                "{name}"
            );
            let is_address = value.starts_with('#') || value.starts_with("https://") || value.starts_with("http://");
            assert!(name != "href" || is_address, "{value}");
        }
    }
}
