//! What no real rubric meets: bounds on a stranger's file, so that every command on it ends soon and in little memory.

use crate::document::{Entry, Node, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::{Kind, list, peek};

/// The most characters of a name or a title.
const NAME: usize = 300;
/// The most characters of an address.
const ADDRESS: usize = 2_000;
/// The most characters of any other text.
const TEXT: usize = 4_000;

/// The most items of the lists that may be longer than [`ITEMS`], in a table of a kind or in the rubric.
const LISTS: [(&str, usize); 4] = [("skills", 60), ("targets", 200), ("requires", 600), ("raises", 100)];
/// The most items of any other list of a table.
const ITEMS: usize = 100;

impl Kind {
    /// The most tables of a kind.
    const fn most(self) -> usize {
        match self {
            Self::Area | Self::Target => 200,
            Self::Skill => 1_500,
            Self::Group => 100,
            Self::Project | Self::Guide => 500,
        }
    }
}

/// The most steps, skills times levels above 0: what the plan has to put in order.
const STEPS: usize = 7_500;
/// The most requirements of all targets, members of all groups, and prerequisites of all skills, each by itself.
const TOGETHER: usize = 15_000;
/// The most that the members of each group times those that count come to, of all groups: what the plan has to choose from.
const CHOICES: usize = 1_000;

/// Whether a rubric's tree is within all bounds; a problem for each that it is not within.
pub(super) fn are_kept(root: &Node<'_>, problems: &mut Vec<Problem>) -> bool {
    let before = problems.len();
    let Value::Table(entries) = &root.value else { return true };
    for entry in entries {
        match (Kind::of_table(&entry.key), &entry.node.value) {
            (Some(kind), Value::List(tables)) => tables_are_few(kind, entry, tables, problems),
            _ => walk(entry, problems),
        }
    }
    steps_are_few(entries, problems);
    problems.len() == before
}

fn tables_are_few(kind: Kind, entry: &Entry<'_>, tables: &[Node<'_>], problems: &mut Vec<Problem>) {
    if tables.len() > kind.most() {
        let message =
            format!("the rubric has {} {}, but it may have {} at most", tables.len(), kind.table(), kind.most());
        let help = "split it into several rubrics, each for a role or a field";
        problems.push(Problem::new(Code::TooMany, entry.place, message).help(help));
        return;
    }
    let (mut together, mut choices) = (0, 0);
    for table in tables {
        let Value::Table(entries) = &table.value else { continue };
        for entry in entries {
            walk(entry, problems);
            together += length(entry, &["requires", "skills"]);
        }
        choices += list(table, "skills").len().saturating_mul(chosen(table));
    }
    if kind == Kind::Group && choices > CHOICES {
        let message =
            format!("the groups leave {choices} choices, members times `choose`, but they may leave {CHOICES} at most");
        problems.push(
            Problem::new(Code::TooMany, entry.place, message).help("let fewer members count, or make smaller groups"),
        );
    }
    if together > TOGETHER {
        let message =
            format!("the {} have {together} requirements or members together, at most {TOGETHER} may be", kind.table());
        problems.push(Problem::new(Code::TooMany, entry.place, message).help("leave out those that matter least"));
    }
}

/// How many members of a group count.
fn chosen(group: &Node<'_>) -> usize {
    match peek(group, "choose").map(|node| &node.value) {
        Some(Value::Whole(number)) => usize::try_from(*number).unwrap_or(1),
        _ => 1,
    }
}

fn length(entry: &Entry<'_>, keys: &[&str]) -> usize {
    match &entry.node.value {
        Value::List(items) if keys.contains(&&*entry.key) => items.len(),
        _ => 0,
    }
}

fn steps_are_few(entries: &[Entry<'_>], problems: &mut Vec<Problem>) {
    let of = |key: &str| entries.iter().find(|entry| entry.key == key);
    let count = |key: &str| of(key).map_or(0, |entry| length(entry, &[key]));
    let steps = count("skills") * count("scale").saturating_sub(1);
    if let Some(scale) = of("scale").filter(|_| steps > STEPS) {
        let message = format!("the skills have {steps} levels above 0 together, but they may have {STEPS} at most");
        let help = "shorten the scale, or split the rubric into several";
        problems.push(Problem::new(Code::TooMany, scale.place, message).help(help));
    }
}

/// What stands under a key, whatever is below it.
fn walk(entry: &Entry<'_>, problems: &mut Vec<Problem>) {
    let mut nodes = vec![(&*entry.key, &entry.node)];
    while let Some((key, node)) = nodes.pop() {
        match &node.value {
            Value::Text(text) => is_short(key, text, node, problems),
            Value::List(items) => {
                let most = LISTS.iter().find(|(list, _)| *list == key).map_or(ITEMS, |(_, most)| *most);
                if items.len() > most {
                    let message =
                        format!("`{}` has {} items, but it may have {most} at most", wording::brief(key), items.len());
                    problems.push(
                        Problem::new(Code::TooMany, node.place, message).help("leave out those that matter least"),
                    );
                } else {
                    nodes.extend(items.iter().map(|item| (key, item)));
                }
            }
            Value::Table(entries) => nodes.extend(entries.iter().map(|entry| (&*entry.key, &entry.node))),
            Value::Whole(_) | Value::Real(_) | Value::Truth(_) | Value::Moment(_) | Value::Nothing => {}
        }
    }
}

fn is_short(key: &str, text: &str, node: &Node<'_>, problems: &mut Vec<Problem>) {
    let most = match key {
        "summary" | "why" | "meaning" | "anchors" | "practice" | "deliverables" | "show" | "text" => TEXT,
        "url" => ADDRESS,
        _ => NAME,
    };
    if text.len() <= most {
        return;
    }
    let length = text.chars().count();
    if length > most {
        let message = format!("`{}` has {length} characters, but it may have {most} at most", wording::brief(key));
        problems.push(Problem::new(Code::TooLong, node.place, message).help("say it more briefly"));
    }
}
