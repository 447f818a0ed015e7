//! An explanation as Markdown.

use super::super::markdown::{Document, lines, link, text};
use super::Explanation;

/// The explanation as a document.
pub fn markdown(explanation: &Explanation) -> String {
    let mut document = Document::default();
    document.heading(1, &text(&explanation.name.title));
    explanation.asked_as.iter().for_each(|asked_as| document.block(&text(asked_as)));
    explanation.summary.iter().for_each(|summary| document.block(&text(summary)));
    explanation.why.iter().for_each(|why| document.block(&format!("Why it matters: {}", text(why))));
    let backing =
        explanation.backing.as_ref().map(|backing| format!(" ({})", text(&backing.words))).unwrap_or_default();
    document.block(&format!("You: **{}**{backing}", text(&explanation.you)));
    document.list(explanation.because.iter().map(|because| text(because)));
    if !explanation.anchors.is_empty() {
        document.heading(2, "Levels");
        document.list(explanation.anchors.iter().map(|anchor| {
            let (level, does) = (text(&anchor.level), lines(&anchor.does));
            let does = if does.is_empty() { level } else { format!("{level}: {does}") };
            if anchor.yours { format!("**{does}** (you)") } else { does }
        }));
    }
    if !explanation.members.is_empty() {
        document.heading(2, &explanation.members_heading());
        document
            .list(explanation.members.iter().map(|(name, words)| format!("{}: {}", text(&name.title), text(words))));
    }
    if let Some(next) = &explanation.next {
        document.heading(2, &format!("Next: {}", text(&next.heading())));
        let goal = Some(&next.anchor).filter(|anchor| !anchor.is_empty());
        let mut items: Vec<_> = goal.into_iter().map(|goal| format!("Goal: {}", lines(goal))).collect();
        items.extend(next.thumb.iter().map(|note| format!("Hours: {}", text(note))));
        items.extend(next.practice.iter().map(|practice| format!("Practice: {}", text(practice))));
        items.extend(next.requires.iter().map(|needs| format!("Builds on: {}", text(&needs.words))));
        items.extend(next.resources.iter().map(|(title, url, known)| {
            let known = if known.is_empty() { String::new() } else { format!(" ({})", text(known)) };
            format!("Learn from: {}{known}", link(title, url.as_deref()))
        }));
        items.extend(next.method.iter().map(|method| format!("Hours: {}", text(method))));
        document.list(items);
    }
    if !explanation.requirements.is_empty() {
        document.heading(2, "What targets ask");
        explanation.formula().into_iter().for_each(|formula| document.block(&text(formula)));
        document.list(explanation.requirements.iter().map(|required| {
            let group =
                required.group.as_ref().map(|group| format!(" in \"{}\"", text(&group.title))).unwrap_or_default();
            let sum = required.sum.as_ref().map(|sum| format!(": {}", text(sum))).unwrap_or_default();
            let hangs = required.hangs(explanation.requirements.len() == 1);
            let (target, asked) = (text(&required.target.title), text(&required.asked));
            format!("**{target}** asks {asked}{group}, weight {}{}{sum}{hangs}", required.weight, required.least)
        }));
    }
    for (heading, lines) in
        [("What builds on it", &explanation.needed_by), ("One of several", &explanation.alternatives)]
    {
        if !lines.is_empty() {
            document.heading(2, heading);
            document.list(lines.iter().map(|line| text(line)));
        }
    }
    document.finish(&format!("explain {}", explanation.name.id))
}
