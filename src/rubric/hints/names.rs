//! Names that are looked up as one.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use crate::document::Place;
use crate::problem::{Code, Problem};
use crate::rubric::fold::spelled;
use crate::rubric::{Rubric, Skill, SkillIx};
use crate::wording;

use super::{Places, place};

/// No name of a skill is another spelling of one of another skill.
pub(super) fn alike(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let mut first: HashMap<String, (SkillIx, &str, Place)> = HashMap::new();
    for (at, skill) in rubric.skills() {
        for (name, key, item) in names(skill) {
            let here = place(places.of_skill(at), key, item);
            match first.entry(spelled(name)) {
                Vacant(free) => {
                    free.insert((at, name, here));
                }
                Occupied(taken) => {
                    let (other, its, there) = *taken.get();
                    if other != at {
                        let (id, its) = (&rubric[other].id, wording::brief(its));
                        let message =
                            format!("`{}` of skill `{}` is `{its}` of skill `{id}`", wording::brief(name), skill.id);
                        let hint = Problem::new(Code::AlikeNames, here, message).related(there, "the other spelling");
                        let help = "hyphens, blanks, slashes and the like make no other name: keep it in one place";
                        hints.push(hint.help(help));
                    }
                }
            }
        }
    }
}

/// All names of a skill, each with its key and its position in that.
fn names(skill: &Skill) -> impl Iterator<Item = (&str, &'static str, Option<usize>)> {
    let lists = [("aliases", &skill.aliases), ("covers", &skill.covers)];
    let listed = lists
        .into_iter()
        .flat_map(|(key, names)| names.iter().enumerate().map(move |(at, name)| (name.as_str(), key, Some(at))));
    [(skill.id.as_str(), "id", None), (skill.title.as_str(), "title", None)].into_iter().chain(listed)
}
