//! One project or one guide of a rubric.

use super::super::markdown::{self, Document};
use super::super::name::{self, Name, capital};
use super::super::number::hours;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use crate::rubric::{GuideIx, Level, ProjectIx, Resource, Rubric, TargetIx, json};

/// A project or a guide, decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its name.
    pub name: Name,
    /// What it is, such as `Project, about 40 h`.
    pub kind: String,
    /// It in a sentence.
    pub summary: Option<String>,
    /// Its parts: a heading and paragraphs; none is empty.
    pub parts: Vec<(&'static str, Vec<String>)>,
    /// Where to go on: titles with what is known of them, and addresses.
    pub links: Vec<(String, Option<String>)>,
    /// The object of the rubric's JSON.
    json: String,
}

/// Shows a project.
pub fn project(rubric: &Rubric, at: ProjectIx) -> Piece {
    let project = &rubric[at];
    let raises = project.raises.iter().map(|raise| {
        let meaning = name::one_line(rubric.meaning(raise.skill, raise.to));
        let colon = if meaning.is_empty() { "" } else { ": " };
        name::text(&format!("{} to {}{colon}{meaning}", rubric[raise.skill].title, level(rubric, raise.to)))
    });
    Piece {
        name: Name::new(&project.id, &project.title),
        kind: format!("Project, about {}", hours(project.hours)),
        summary: project.summary.as_deref().map(name::text),
        parts: filled(vec![
            ("Raises", raises.collect()),
            ("Done when there is", texts(&project.deliverables)),
            ("How to show it", texts(&project.show)),
        ]),
        links: project.resources.iter().map(resource).collect(),
        json: json::part(rubric, "projects", project.id.as_str()),
    }
}

/// Shows a guide.
pub fn guide(rubric: &Rubric, at: GuideIx) -> Piece {
    let guide = &rubric[at];
    let helps: Vec<_> = guide.targets.iter().map(|at: &TargetIx| rubric[*at].title.clone()).collect();
    let helps = if helps.is_empty() { "every target".to_owned() } else { helps.join(", ") };
    Piece {
        name: Name { id: guide.id.to_string(), title: capital(&name::text(&guide.title)) },
        kind: name::text(&format!("Guide for {helps}")),
        summary: None,
        parts: filled(vec![("Advice", texts(&guide.text))]),
        links: guide.links.iter().map(|link| (name::text(&link.title), Some(name::text(&link.url)))).collect(),
        json: json::part(rubric, "guides", guide.id.as_str()),
    }
}

/// The piece as text.
pub fn piece_terminal(piece: &Piece, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("{} ({})", screen.paint(Tone::Strong, &piece.name.title), piece.name.id));
    screen.say(&piece.kind);
    piece.summary.iter().for_each(|summary| screen.say(summary));
    for (heading, paragraphs) in &piece.parts {
        screen.heading(heading);
        for paragraph in paragraphs {
            screen.item(paragraph);
        }
    }
    if !piece.links.is_empty() {
        screen.heading("Go on with");
    }
    for (title, url) in &piece.links {
        screen.item(&url.iter().fold(title.clone(), |title, url| format!("{title}: {url}")));
    }
    screen.finish()
}

/// The piece as a document.
pub fn piece_markdown(piece: &Piece) -> String {
    let mut document = Document::default();
    document.heading(1, &markdown::text(&piece.name.title));
    document.block(&markdown::text(&piece.kind));
    piece.summary.iter().for_each(|summary| document.block(&markdown::text(summary)));
    for (heading, paragraphs) in &piece.parts {
        document.heading(2, heading);
        document.list(paragraphs.iter().map(|paragraph| markdown::text(paragraph)));
    }
    if !piece.links.is_empty() {
        document.heading(2, "Go on with");
        document.list(piece.links.iter().map(|(title, url)| markdown::link(title, url.as_deref())));
    }
    document.finish(&piece.name.id)
}

/// The piece as JSON: as it stands in the rubric's.
pub fn piece_json(piece: &Piece) -> String {
    piece.json.clone()
}

fn level(rubric: &Rubric, at: Level) -> String {
    name::level(rubric, at)
}

fn texts(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| name::text(text)).collect()
}

fn filled(parts: Vec<(&'static str, Vec<String>)>) -> Vec<(&'static str, Vec<String>)> {
    parts.into_iter().filter(|(_, paragraphs)| !paragraphs.is_empty()).collect()
}

fn resource(resource: &Resource) -> (String, Option<String>) {
    let known: Vec<_> = [&resource.kind, &resource.cost].into_iter().flatten().map(String::as_str).collect();
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    (name::text(&format!("{}{known}", resource.title)), resource.url.as_deref().map(name::text))
}
