//! Finding the rubric that is meant.

use super::failure::{Failure, Kind};
use super::files;
use super::session::Session;
use crate::assessment::Edition;
use crate::history::Listing;
use crate::rubric::builtin::{BUILTIN, builtin};
use crate::rubric::{self, Id, Layers, Rubric, SkillIx, Subject, TargetIx, Thing, json};
use crate::wording;

/// A rubric that was found, with its JSON and what identifies it.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) rubric: Rubric,
    pub(crate) json: String,
    pub(crate) edition: Edition,
    /// The files that it was read from; a stored copy has none.
    pub(crate) layers: Option<Layers>,
}

impl Loaded {
    fn new(rubric: Rubric) -> Self {
        let json = json::to_json(&rubric);
        let edition =
            Edition { id: rubric.id().clone(), version: rubric.version().to_owned(), digest: json::digest(&json) };
        Self { rubric, json, edition, layers: None }
    }
}

/// Who named a rubric, which decides the exit code if there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Named {
    OnCommandLine,
    InFile,
}

/// The rubric that an id or a path names: among the bundled ones, then the newest stored copy, then as a path.
pub(crate) fn named(session: &Session, name: &str, by: Named) -> Result<Loaded, Failure> {
    if let Some(builtin) = builtin(name) {
        return read(session, Layers::new(builtin.sources()));
    }
    if let Some(id) = Id::new(name)
        && let Ok(listing) = session.store().and_then(|store| Ok(store.assessments()?))
        && let Some(newest) = listing.newest_edition(&id)
    {
        return newest_stored(session, &listing, newest);
    }
    if files::is_path(name) || std::path::Path::new(name).exists() {
        return read(session, files::rubric_layers(session, name)?);
    }
    let kind = if by == Named::OnCommandLine { Kind::Usage } else { Kind::Failed };
    let failure = Failure::new(kind, format!("there is no rubric `{}`", wording::brief(name)));
    if by == Named::OnCommandLine {
        let bundled = read(session, Layers::new(BUILTIN[0].sources()))?.rubric;
        if let Ok(thing) = bundled.find_thing(name) {
            let (id, thing) = (bundled.id(), bundled.thing_id(thing));
            return Err(failure.hint(format!("to see what rubric `{id}` has: `skillgap rubric show {id} {thing}`")));
        }
    }
    Err(match wording::closest(name, BUILTIN.iter().map(|builtin| builtin.id)) {
        Some(id) => failure.hint(format!("did you mean `{id}`?")),
        None => failure.hint("`skillgap rubric list` shows what there is; a file is named by its path"),
    })
}

/// What the id of a rubric that is stored finds today; none if that is this very edition.
pub(crate) fn of_today(session: &Session, listing: &Listing, edition: &Edition) -> Result<Option<Loaded>, Failure> {
    if let Some(builtin) = builtin(edition.id.as_str()) {
        let is_other = builtin.digest != edition.digest;
        return is_other.then(|| read(session, Layers::new(builtin.sources()))).transpose();
    }
    match listing.newest_edition(&edition.id) {
        Some(newest) if newest.digest != edition.digest => newest_stored(session, listing, newest).map(Some),
        _ => Ok(None),
    }
}

/// Today's rubric if none is named: the one that was answered last, else the first bundled one.
pub(crate) fn usual(session: &Session, history: &Listing) -> Result<Loaded, Failure> {
    match history.entries.last() {
        Some(entry) => named(session, entry.assessment.rubric.id.as_str(), Named::InFile),
        None => named(session, BUILTIN[0].id, Named::InFile),
    }
}

/// The rubric of the draft that was begun last, if there is a draft: a bundled one as it is today, another as it was
/// when the draft was begun.
pub(crate) fn of_draft(session: &Session) -> Result<Option<Loaded>, Failure> {
    let drafts = session.drafts()?;
    let Some(draft) = drafts.found.into_iter().max_by_key(|draft| draft.started) else { return Ok(None) };
    if builtin(draft.rubric.id.as_str()).is_none()
        && let Some(stored) = stored(session, &draft.rubric)?
    {
        return Ok(Some(stored));
    }
    named(session, draft.rubric.id.as_str(), Named::InFile).map(Some)
}

/// The very edition, from its stored copy.
pub(crate) fn edition_of(session: &Session, edition: &Edition) -> Result<Loaded, Failure> {
    stored(session, edition)?.ok_or_else(|| {
        let message = format!("the copy of rubric `{}` {} is missing", edition.id, wording::brief(&edition.version));
        let today = if builtin(edition.id.as_str()).is_some() { edition.id.as_str() } else { "PATH" };
        Failure::failed(message)
            .hint(format!("judge by the rubric of today: `--rubric {today}`"))
            .hint("`skillgap history check` says what else is missing")
    })
}

/// The newest edition that is stored of a rubric whose newest edition is known.
fn newest_stored(session: &Session, listing: &Listing, newest: &Edition) -> Result<Loaded, Failure> {
    let editions = listing.entries.iter().rev().map(|entry| &entry.assessment.rubric);
    for edition in editions.filter(|edition| edition.id == newest.id) {
        if let Some(loaded) = stored(session, edition)? {
            return Ok(loaded);
        }
    }
    Err(Failure::failed(format!("every copy of rubric `{}` is missing", newest.id))
        .hint("name the rubric's file: `--rubric PATH`")
        .hint("`skillgap history check` says what else is missing"))
}

/// The very edition, if a copy is stored, or if it is today's bundled one.
pub(crate) fn stored(session: &Session, edition: &Edition) -> Result<Option<Loaded>, Failure> {
    let copy = session.store()?.rubric(&edition.digest);
    if !matches!(copy, Ok(Some(_)))
        && let Some(builtin) = builtin(edition.id.as_str()).filter(|builtin| builtin.digest == edition.digest)
    {
        // A damaged copy is named, and costs nothing: this is the same to the letter.
        session.or_skipped(copy)?;
        return read(session, Layers::new(builtin.sources())).map(Some);
    }
    let Some(json) = copy? else { return Ok(None) };
    let rubric = rubric::read_json(&json).map_err(|problems| {
        let first = problems.first().map(|problem| problem.message.as_str()).unwrap_or_default();
        Failure::failed(format!("the stored copy of rubric `{}` cannot be used: {first}", edition.id))
    })?;
    Ok(Some(Loaded { rubric, json, edition: edition.clone(), layers: None }))
}

/// Reads and checks a rubric's files; every problem is shown.
pub(crate) fn read(session: &Session, layers: Layers) -> Result<Loaded, Failure> {
    match rubric::read_layers(&layers) {
        Ok(rubric) => Ok(Loaded { layers: Some(layers), ..Loaded::new(rubric) }),
        Err(problems) => Err(files::faulty(session, Kind::Failed, &problems, layers.sources())),
    }
}

/// The target that a person typed.
pub(crate) fn target(rubric: &Rubric, typed: &str) -> Result<TargetIx, Failure> {
    rubric.find_target(typed).map_err(|near| {
        elsewhere(rubric, "target", typed, &near)
            .unwrap_or_else(|| unknown(rubric, "target", typed, &near, "`skillgap target list` shows them all"))
    })
}

/// The skill or group that a person typed.
pub(crate) fn subject(rubric: &Rubric, typed: &str) -> Result<Subject, Failure> {
    let what = "skill or group";
    let listed = || format!("`skillgap rubric show {}` lists them all", rubric.id());
    rubric.find(typed).map_err(|near| {
        elsewhere(rubric, what, typed, &near).unwrap_or_else(|| unknown(rubric, what, typed, &near, &listed()))
    })
}

/// What to say if the name is that of a thing of another kind; `near` are ids of the kind that is wanted.
fn elsewhere(rubric: &Rubric, wanted: &str, typed: &str, near: &[&str]) -> Option<Failure> {
    let shown = wording::brief(typed);
    let thing = rubric.find_thing(typed).ok()?;
    let (kind, command) = match thing {
        Thing::Subject(Subject::Skill(_)) => ("a skill", "explain".to_owned()),
        Thing::Subject(Subject::Group(_)) => ("a group", "explain".to_owned()),
        Thing::Target(_) => ("a target", "target show".to_owned()),
        Thing::Project(_) => ("a project", format!("rubric show {}", rubric.id())),
        Thing::Guide(_) => ("a guide", format!("rubric show {}", rubric.id())),
    };
    let mut failure = Failure::usage(format!("`{shown}` is {kind} of rubric `{}`, and no {wanted}", rubric.id()));
    if !near.is_empty() {
        failure = failure.hint(format!("did you mean {}?", wording::either(near)));
    }
    Some(failure.hint(format!("`skillgap {command} {}` shows it", rubric.thing_id(thing))))
}

/// Anything that a person typed the name of.
pub(crate) fn thing(rubric: &Rubric, typed: &str) -> Result<Thing, Failure> {
    let what = "skill, group, target, project or guide";
    let listed = || format!("`skillgap rubric show {}` lists them all", rubric.id());
    rubric.find_thing(typed).map_err(|near| unknown(rubric, what, typed, &near, &listed()))
}

/// The skill that a person typed; a group is none.
pub(crate) fn skill(rubric: &Rubric, typed: &str) -> Result<SkillIx, Failure> {
    match subject(rubric, typed)? {
        Subject::Skill(skill) => Ok(skill),
        Subject::Group(group) => {
            let members: Vec<_> = rubric[group].members.iter().map(|member| rubric[*member].id.as_str()).collect();
            let failure = Failure::usage(format!("`{}` is a group", wording::brief(typed)));
            Err(failure.hint(format!("name one of its skills: {}", wording::either(&members))))
        }
    }
}

fn unknown(rubric: &Rubric, what: &str, typed: &str, near: &[&str], listed: &str) -> Failure {
    let failure = Failure::usage(format!("rubric `{}` has no {what} `{}`", rubric.id(), wording::brief(typed)));
    if near.is_empty() {
        failure.hint(listed)
    } else {
        failure.hint(format!("did you mean {}?", wording::either(near)))
    }
}
