//! What became of a file that was imported.

use super::super::name;
use super::super::screen::Screen;
use super::super::style::Style;
use crate::history::{Imported, Kept};
use crate::wording::count;

/// What was added, what was there already, and what was not taken and why, as text.
pub fn import_terminal(imported: &Imported, style: Style) -> String {
    let mut screen = Screen::new(style);
    let assessments = |n| count(n, "assessment", "assessments");
    let plans = |n| count(n, "tick or plan setting", "ticks and plan settings");
    screen.say(&told(imported.added.len(), imported.there, assessments));
    if imported.plans_added + imported.plans_there > 0 {
        screen.say(&told(imported.plans_added, imported.plans_there, plans));
    }
    for (id, stored) in &imported.renamed {
        let (id, stored) = (name::text(id), name::text(stored));
        screen.item(&format!(
            "`{id}` is already here with other answers; the imported one is kept beside it as `{stored}`"
        ));
    }
    for (id, stored) in &imported.ahead {
        let (id, stored) = (name::text(id), name::text(stored));
        screen.item(&format!("`{id}` names a moment that is still to come; it is kept as `{stored}`"));
    }
    for kept in &imported.kept {
        screen.item(&match kept {
            Kept::Tick(rubric, step) => {
                format!("the tick of step `{step}` of rubric `{rubric}` is different here; what is here stays")
            }
            Kept::Settings(rubric, target) => {
                let of = target.as_ref().map(|target| format!("for `{target}` ")).unwrap_or_default();
                format!("the plan settings {of}of rubric `{rubric}` are different here; what is here stays")
            }
        });
    }
    for (id, edition) in &imported.refused {
        let which = id.as_deref().map_or_else(|| "the assessment".to_owned(), |id| format!("`{}`", name::text(id)));
        let rubric = name::edition(edition);
        screen.item(&format!("{which} is refused: a copy of its rubric, {rubric}, is neither in the file nor here"));
    }
    screen.finish()
}

fn told(added: usize, there: usize, what: impl Fn(usize) -> String) -> String {
    match (added, there) {
        (0, 0) => "Added nothing.".to_owned(),
        (0, there) => format!("Added nothing: {} here already.", were(&what(there), there)),
        (added, 0) => format!("Added {}.", what(added)),
        (added, there) => format!("Added {}; {} here already.", what(added), were(&there.to_string(), there)),
    }
}

fn were(what: &str, n: usize) -> String {
    format!("{what} {}", if n == 1 { "was" } else { "were" })
}
