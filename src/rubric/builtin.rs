//! The rubrics that the program brings along.

use super::Id;
use crate::document::Source;
use crate::wording;

/// A rubric that is part of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Its digest, so that a stored copy is known to be today's without reading the files.
    pub digest: &'static str,
    /// Name and text of each of its files.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../rubrics/", $name)))),*]
    };
}

/// Every rubric that is part of the program; the first is the one that is used when none is named.
pub const BUILTIN: &[Builtin] = &[Builtin {
    id: "backend-developer",
    title: "Backend Developer",
    version: "3.0.0",
    digest: "d9168aafb4066df6452d8469fcca8f297dd92db083ff467f9593a8d7d1d5ad67",
    files: files![
        "backend-developer/00-rubric.toml"
        "backend-developer/10-programming.toml"
        "backend-developer/20-frameworks.toml"
        "backend-developer/30-databases.toml"
        "backend-developer/35-data.toml"
        "backend-developer/40-apis.toml"
        "backend-developer/50-servers.toml"
        "backend-developer/60-delivery.toml"
        "backend-developer/70-testing.toml"
        "backend-developer/80-security.toml"
        "backend-developer/90-cloud.toml"
        "backend-developer/92-architecture.toml"
        "backend-developer/93-ai.toml"
        "backend-developer/94-teamwork.toml"
        "backend-developer/95-leadership.toml"
        "backend-developer/97-ladder.toml"
        "backend-developer/97-specialisations.toml"
        "backend-developer/97-switches.toml"
        "backend-developer/98-projects.toml"
        "backend-developer/99-guides.toml"
    ],
}];

/// The id of the bundled rubric that a name is most likely meant for: its id written otherwise, its title, the name of a file
/// that is called like it.
pub fn like(name: &str) -> Option<&'static str> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".toml");
    let id = Id::like(stem);
    let names = BUILTIN.iter().flat_map(|builtin| [(builtin.id, builtin.id), (builtin.title, builtin.id)]);
    let same =
        BUILTIN.iter().map(|builtin| builtin.id).find(|builtin| id.as_ref().is_some_and(|id| id.as_str() == *builtin));
    same.or_else(|| {
        let near = wording::closest(stem, names.clone().map(|(name, _)| name))?;
        names.clone().find(|(name, _)| *name == near).map(|(_, id)| id)
    })
}

impl Builtin {
    /// The files, to be read by [`read`](super::read). Their names are paths below `rubrics/`.
    pub fn sources(&self) -> Vec<Source> {
        let source = |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), text: (*text).to_owned() };
        self.files.iter().map(source).collect()
    }
}

/// The rubric with this id, if it is part of the program.
pub fn builtin(id: &str) -> Option<&'static Builtin> {
    BUILTIN.iter().find(|builtin| builtin.id == id)
}
