//! A rubric's own files, and under them those of what it extends.

use std::ops::Range;

use crate::document::{self, Node, Place, Source};
use crate::problem::{Code, Problem};
use crate::wording;

use super::merge::{self, Gone};
use super::names::{self, Kind, list, peek, text};
use super::{builtin, folder};

/// The files that a rubric is made of: its own, those of the rubric that it `extends` or `adds_to`, those of what that one
/// extends, and so on. Places in problems count [`sources`](Self::sources).
#[derive(Clone, Debug)]
pub struct Layers {
    sources: Vec<Source>,
    layers: Vec<Range<usize>>,
}

/// A rubric that another one builds on and that has not been found yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base {
    /// How it is built on.
    pub by: On,
    /// What stands behind the key: an id or a path.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// How a file builds on another rubric.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum On {
    /// As a rubric of its own, which changes and adds what it likes.
    Extends,
    /// As more targets of that same rubric, with the groups that they use.
    AddsTo,
}

impl On {
    const ALL: [Self; 2] = [Self::Extends, Self::AddsTo];

    /// The key that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Extends => "extends",
            Self::AddsTo => "adds_to",
        }
    }

    /// What the file at hand names, and how. A file with both keys is refused by what lays it over the other.
    fn of<'t>(root: &'t Node<'_>) -> Option<(Self, &'t Node<'t>)> {
        Self::ALL.into_iter().rev().find_map(|by| Some((by, peek(root, by.key())?)))
    }
}

impl Layers {
    /// More layers than anybody needs.
    const MOST: usize = 8;

    /// The files of one rubric, by themselves.
    pub fn new(own: Vec<Source>) -> Self {
        let all = 0..own.len();
        Self { sources: own, layers: vec![all] }
    }

    /// All files, the rubric's own first.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What has to be laid under these files before they can be read; bundled rubrics are laid under by this.
    pub fn missing(&mut self) -> Option<Base> {
        loop {
            let base = self.extended()?;
            let found = builtin::builtin(&base.name).filter(|_| !self.is_full());
            let Some(found) = found else { return Some(base) };
            self.lay_under(found.sources());
        }
    }

    /// Whether there are so many layers that they must extend each other in a circle.
    pub fn is_full(&self) -> bool {
        self.layers.len() >= Self::MOST
    }

    /// Adds the files of what the last layer extends.
    pub fn lay_under(&mut self, base: Vec<Source>) {
        let start = self.sources.len();
        self.sources.extend(base);
        self.layers.push(start..self.sources.len());
    }

    /// What the last layer builds on.
    fn extended(&self) -> Option<Base> {
        let last = self.layers.last()?.clone();
        let may = |at: &usize| On::ALL.into_iter().any(|by| self.sources[*at].text.contains(by.key()));
        last.filter(may).find_map(|at| {
            let root = document::from_toml(&self.sources[at].text, at, &mut Vec::new());
            let (by, named) = On::of(&root)?;
            let (name, place) = text(named)?;
            Some(Base { by, name: name.to_owned(), place })
        })
    }

    /// The id of the rubric that these files add targets to, if they do, and how many.
    pub fn added(&self) -> Option<(String, usize)> {
        let own = folder::tree(&self.sources, self.layers.first()?.clone(), &mut Vec::new())?;
        peek(&own, On::AddsTo.key())?;
        let whole = tree(&self.sources, &self.layers, &mut Vec::new())?;
        let targets = list(&own, Kind::Target.table()).len();
        Some((own_id(&whole.root)?, targets))
    }

    /// What went out of the rubrics below with what the ones above remove. Empty if they cannot be read.
    pub fn gone(&self) -> Vec<Gone> {
        tree(&self.sources, &self.layers, &mut Vec::new()).map(|tree| tree.gone).unwrap_or_default()
    }

    pub(super) fn of(&self) -> (&[Source], &[Range<usize>]) {
        (&self.sources, &self.layers)
    }
}

/// A rubric as one tree, and what it left out of what it extends.
pub(super) struct Tree<'t> {
    pub(super) root: Node<'t>,
    pub(super) gone: Vec<Gone>,
}

/// The tree of all layers. None if one of the files is no TOML, or if a layer is not there.
pub(super) fn tree<'t>(
    sources: &'t [Source],
    layers: &[Range<usize>],
    problems: &mut Vec<Problem>,
) -> Option<Tree<'t>> {
    let roots: Vec<_> = layers.iter().map(|layer| folder::tree(sources, layer.clone(), problems)).collect();
    let mut roots = roots.into_iter().collect::<Option<Vec<_>>>()?.into_iter().rev();
    let base = roots.next()?;
    if let Some((by, named)) = On::of(&base) {
        let key = by.key();
        let problem = match text(named) {
            None => Problem::new(Code::WrongType, named.place, format!("`{key}` must be a text: the id of a rubric")),
            Some((name, _)) => {
                let message = format!("`{key}` names a rubric that is not there: `{}`", wording::path(name));
                Problem::new(Code::UnknownReference, named.place, message)
            }
        };
        problems.push(problem);
        return None;
    }
    let mut gone = Vec::new();
    let mut below: Vec<String> = own_id(&base).into_iter().collect();
    let root = roots.fold(base, |base, over| match On::of(&over) {
        Some((On::AddsTo, _)) => merge::add_to(base, over, problems),
        _ => {
            has_own_id(&over, &below, problems);
            below.extend(own_id(&over));
            merge::lay_over(base, over, &mut gone, problems)
        }
    });
    Some(Tree { root, gone })
}

fn own_id(root: &Node<'_>) -> Option<String> {
    names::id(root).map(|(id, _)| id.to_owned())
}

/// Answers are kept under the id of their rubric: two rubrics under one would be taken for versions of each other.
fn has_own_id(over: &Node<'_>, below: &[String], problems: &mut Vec<Problem>) {
    let problem = match names::id(over) {
        Some((own, place)) if below.iter().any(|id| id == own) => {
            Problem::new(Code::DuplicateId, place, format!("`{own}` is the id of a rubric that this one extends"))
        }
        None if peek(over, "id").is_none() => {
            Problem::new(Code::MissingKey, over.place, "the rubric has no `id` of its own")
        }
        _ => return,
    };
    problems.push(problem.help("answers are kept by the id of their rubric: give it one of its own"));
}
