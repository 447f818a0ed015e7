//! What to begin a rubric of one's own with: commented examples that are sound as they stand.

use std::iter;

use super::{Id, Level, Requirement, Rubric, Skill, Subject, TargetIx};

/// A file that shows every key once, and that can be checked and answered as it is. Behind a `#` without a blank stands
/// what may be left out: it is still sound with all of that. `file` is what the commands in it call the file, on one line.
pub fn whole(id: &Id, file: &str) -> String {
    let values = [("id", id.to_string()), ("title", title(id)), ("file", file.to_owned())];
    filled(include_str!("template/whole.toml"), &values)
}

/// A file on top of `base`, which `extends` names in it, that adds a skill and shows how else the base can be changed.
/// The examples are of the base, and it is still sound with all of them. `file` is as for [`whole`].
pub fn on_top(id: &Id, file: &str, extends: &str, base: &Rubric) -> String {
    let levels = usize::from(base.scale().max().get());
    let examples = Examples::of(base);
    let skill = &examples.skill;
    let is_free = |name: &str| base.find_thing(name).is_err();
    let alias = numbered("what we call it", ' ', is_free);
    let aliases = skill.aliases.iter().map(String::as_str).chain([alias.as_str()]);
    let is_no_area = |name: &str| {
        base.areas().all(|(_, area)| area.id.as_str() != name && area.title.to_lowercase() != name.to_lowercase())
    };
    let hours: Vec<_> = RELEASES[..levels].iter().map(|(_, hours, _)| hours.to_string()).collect();
    let list = |item: fn(&(&'static str, u8, &'static str)) -> &'static str| {
        lines(RELEASES[..levels].iter().map(|level| format!("  {},", quoted(item(level)))))
    };
    let values = [
        ("id", id.to_string()),
        ("title", title(id)),
        ("file", file.to_owned()),
        ("area", numbered("ours", '-', is_no_area)),
        ("area-title", quoted(&numbered("Only with us", ' ', is_no_area))),
        ("own", numbered("our-releases", '-', is_free)),
        ("own-level", levels.min(2).to_string()),
        ("own-title", numbered("Our releases", ' ', is_free)),
        ("base", base.title().to_owned()),
        ("extends", quoted(extends)),
        ("removed", examples.removed.iter().map(|skill| quoted(skill.id.as_str())).collect()),
        ("skill", skill.id.to_string()),
        ("skill-title", quoted(&skill.title)),
        ("aliases", aliases.map(quoted).collect::<Vec<_>>().join(", ")),
        ("anchors", list(|(anchor, _, _)| anchor)),
        ("hours", hours.join(", ")),
        ("practice", list(|(_, _, practice)| practice)),
        ("target", base[examples.target].id.to_string()),
        ("changes", lines(examples.changes(base).into_iter())),
    ];
    filled(include_str!("template/on-top.toml"), &values)
}

/// Things of a base that can be changed all at once, and what is left is sound.
struct Examples<'r> {
    /// One that is not on the ladder, else its highest rung: what it asks more or less leaves no rung above it behind.
    target: TargetIx,
    changed: Option<Requirement>,
    dropped: Option<Requirement>,
    skill: &'r Skill,
    removed: Option<&'r Skill>,
}

impl<'r> Examples<'r> {
    fn of(base: &'r Rubric) -> Self {
        let ladder = base.ladder();
        let off_ladder = base.targets().rfind(|(_, target)| target.rank().is_none()).map(|(at, _)| at);
        let target = off_ladder.or(ladder.last().copied()).expect("a rubric has a target");
        let below = ladder.iter().rev().nth(1).filter(|_| off_ladder.is_none());
        let below = below.map_or(&[][..], |below| &base[*below].requires);
        let asked_below = |subject: Subject| below.iter().any(|asked| asked.subject == subject);

        let requires = &base[target].requires;
        let dropped = requires.iter().rev().find(|asked| !asked.essential && !asked_below(asked.subject)).copied();
        let changed = requires.iter().find(|asked| Some(asked.subject) != dropped.map(|it| it.subject)).copied();
        let is_example =
            |skill| [changed, dropped].iter().flatten().any(|asked| asked.subject == Subject::Skill(skill));
        let is_member = |skill| base.groups().any(|(_, group)| group.members.contains(&skill));
        let free = base.skills().filter(|(at, _)| !is_example(*at) && !is_member(*at));
        let removed = free.map(|(_, skill)| skill).next_back();
        let kept = base.skills().map(|(_, skill)| skill).filter(|skill| removed.is_none_or(|it| it.id != skill.id));
        let skill = kept.min_by_key(|skill| skill.aliases.len()).expect("what the examples are about is kept");
        Self { target, changed, dropped, skill, removed }
    }

    fn changes(&self, base: &Rubric) -> Vec<String> {
        let example = |asked: Requirement, change: &str| {
            let kind = if matches!(asked.subject, Subject::Skill(_)) { "skill" } else { "group" };
            format!("  #{{ {kind} = \"{}\", {change} }},", base.subject_id(asked.subject))
        };
        let weight = |asked: Requirement| if asked.weight < 100 { asked.weight + 1 } else { 99 };
        let floor = |asked: Requirement| {
            let floor = asked.floor.max(Level::new(1));
            if asked.essential { String::new() } else { format!(", floor = {floor}") }
        };
        let changed = self.changed.map(|asked| example(asked, &format!("weight = {}{}", weight(asked), floor(asked))));
        let dropped = self.dropped.map(|asked| example(asked, "drop = true"));
        changed.into_iter().chain(dropped).collect()
    }
}

/// An anchor, hours and an exercise for each level that a scale may have.
const RELEASES: [(&str, u8, &str); 11] = [
    ("I watched a release from its start to its end.", 2, "Follow a release and note each step and who takes it."),
    ("I drove a release with somebody beside me.", 4, "Drive the next release, with the notes of the last one."),
    ("I drove a release alone and told the others how it went.", 8, "Drive two releases and write a line about each."),
    (
        "I stopped a bad release and brought the old one back.",
        12,
        "Bring back an old version in a rehearsal, by the clock.",
    ),
    ("I made a step automatic that we had done by hand.", 16, "Automate the step that costs the most minutes."),
    ("I changed how several teams release.", 24, "Agree on one way of releasing with a second team, and try it."),
    ("I set the figures by which our releases are judged.", 32, "Publish how often releases fail, and a goal for it."),
    ("I taught people of other companies how we release.", 40, "Give a talk about it, and take up one objection."),
    ("I found a way of releasing that others have taken up.", 60, "Publish the tool, and help its first three users."),
    (
        "I wrote what the field reads about releasing.",
        80,
        "Write what you would have wanted to read, and have it reviewed.",
    ),
    ("I changed what releasing means in the field.", 120, "Found a working group on what comes after your way."),
];

/// `data-engineer` as a title: `Data engineer`.
fn title(id: &Id) -> String {
    let words = id.as_str().split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// The name, with the first number behind it that makes it free if it is not.
fn numbered(name: &str, gap: char, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u64..).map(|number| format!("{name}{gap}{number}"));
    iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).expect("a rubric has so many names at most")
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// The template with each `{name}` replaced by its value, once: a value is not looked into.
fn filled(template: &str, values: &[(&str, String)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let value =
            values.iter().find_map(|(name, value)| Some((value, behind.strip_prefix(name)?.strip_prefix('}')?)));
        (text, rest) = match value {
            Some((value, after)) => (text + value, after),
            None => (text + "{", behind),
        };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use super::*;
    use crate::document::Source;
    use crate::rubric::{Layers, hints, read, read_layers};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    #[test]
    fn an_id_makes_a_title() {
        assert_eq!(title(&id("data-engineer")), "Data engineer");
        assert_eq!(title(&id("3d--artist-")), "3d artist");
    }

    #[test]
    fn a_value_is_not_looked_into() {
        let values = [("a", "{b}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(filled("{ a = {a} } {b}{c}", &values), "{ a = {b} } x{c}");
    }

    /// The smallest rubric with a scale of so many levels above 0.
    fn base(levels: usize) -> Source {
        let list = |item: &str| vec![item; levels].join(", ");
        let (scale, texts, hours) = (list("{ name = \"Some\" }"), list("\"I did.\""), list("1"));
        let text = format!(
            "id = \"base\"\ntitle = \"{{id}} \\\"Base\\\"\"\nversion = \"1\"\nscale = [{{ name = \"None\" }}, {scale}]\n\
             areas = [{{ id = \"a\", title = \"A\" }}]\n\
             skills = [{{ id = \"s\", title = \"S\", area = \"a\", anchors = [{texts}], hours = [{hours}] }}]\n\
             targets = [{{ id = \"t\", title = \"T\", kind = \"switch\", requires = [{{ skill = \"s\", level = 1 }}] }}]\n"
        );
        Source { name: "base.toml".to_owned(), text }
    }

    #[test]
    fn any_scale_can_be_built_on() {
        for levels in 1..=11 {
            let below = read(&[base(levels)]).unwrap();
            let text = on_top(&id("mine"), "mine.toml", "base.toml", &below);
            let mut layers = Layers::new(vec![Source { name: "mine.toml".to_owned(), text }]);
            layers.lay_under(vec![base(levels)]);
            let rubric = read_layers(&layers).unwrap();
            assert_eq!((rubric.skills().len(), rubric.title()), (2, "Mine"));
            assert_eq!(hints(&layers, &rubric), []);
        }
    }
}
