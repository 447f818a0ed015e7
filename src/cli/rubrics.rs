//! Finding the rubric that is meant.

use std::path::Path;

use super::failure::{Failure, Kind};
use super::files;
use super::session::Session;
use crate::assessment::Edition;
use crate::history::{Entry, Listing};
use crate::report::Given;
use crate::rubric::builtin::{BUILTIN, builtin, like};
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
    /// What names it to a command; none if that is not needed.
    pub(crate) named: Option<String>,
}

/// A rubric in which something is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Searched<'a> {
    rubric: &'a Rubric,
    named: Option<&'a str>,
}

impl<'a> From<&'a Loaded> for Searched<'a> {
    fn from(loaded: &'a Loaded) -> Self {
        Self { rubric: &loaded.rubric, named: loaded.named.as_deref() }
    }
}

impl<'a> From<&'a Rubric> for Searched<'a> {
    fn from(rubric: &'a Rubric) -> Self {
        Self { rubric, named: None }
    }
}

impl Searched<'_> {
    /// A command that reads, of this rubric.
    fn reading(self, words: &str) -> String {
        Given::rubric(self.named).reading(words).unwrap_or_default()
    }

    /// `rubric show`, of this rubric.
    fn show(self) -> String {
        format!("skillgap rubric show {}", Given::rubric(self.named).rubric_or(self.rubric.id().as_str()))
    }
}

impl Loaded {
    fn new(rubric: Rubric) -> Self {
        let json = json::to_json(&rubric);
        let edition =
            Edition { id: rubric.id().clone(), version: rubric.version().to_owned(), digest: json::digest(&json) };
        Self { rubric, json, edition, layers: None, named: None }
    }
}

/// Who named a rubric, which decides the exit code if there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Named {
    OnCommandLine,
    InFile,
}

impl Named {
    const fn kind(self) -> Kind {
        match self {
            Self::OnCommandLine => Kind::Usage,
            Self::InFile => Kind::Failed,
        }
    }
}

/// The rubric that an id or a path names: among the bundled ones, then the newest stored copy, then as a path.
pub(crate) fn named(session: &Session, name: &str, by: Named) -> Result<Loaded, Failure> {
    Ok(Loaded { named: Some(name.to_owned()), ..found(session, name, by)? })
}

fn found(session: &Session, name: &str, by: Named) -> Result<Loaded, Failure> {
    if let Some(builtin) = builtin(name) {
        return read(session, Layers::new(builtin.sources()));
    }
    if let Some(id) = Id::new(name)
        && let Ok(listing) = session.store().and_then(|store| Ok(store.assessments()?))
        && let Some(newest) = listing.newest_edition(&id)
    {
        return newest_stored(session, &listing, newest);
    }
    if files::is_path(name) || Path::new(name).exists() {
        if let Some(id) = like(name).filter(|_| name != "-" && !Path::new(name).exists()) {
            let failure = Failure::new(by.kind(), format!("there is no file `{}`", wording::path(name)));
            return Err(failure.hint(format!("the rubric of that name is bundled, and named by its id: `{id}`")));
        }
        if by == Named::InFile && name != "-" && !files::are_a_rubric(&files::rubric_sources(session, name)?) {
            let failure = Failure::failed(format!("cannot use `{}`: {}", wording::path(name), files::NO_RUBRIC));
            let check = format!("`skillgap rubric check {}`", wording::shell_word(name));
            return Err(failure.hint(format!("{check} says what is wrong with it")));
        }
        return read(session, files::rubric_layers(session, name)?);
    }
    let failure = Failure::new(by.kind(), format!("there is no rubric `{}`", wording::path(name)));
    if by == Named::OnCommandLine {
        let bundled = read(session, Layers::new(BUILTIN[0].sources()))?.rubric;
        if let Ok(thing) = bundled.find_thing(name) {
            let (id, thing) = (bundled.id(), bundled.thing_id(thing));
            return Err(failure.hint(format!("to see what rubric `{id}` has: `skillgap rubric show {id} {thing}`")));
        }
    }
    let file = format!("{name}.toml");
    Err(match like(name) {
        Some(id) => failure.hint(format!("did you mean `{id}`?")),
        None if Path::new(&file).exists() => {
            failure.hint(format!("a file is named by its path: `{}`", wording::shell_word(&file)))
        }
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
        Some(Entry { assessment, .. }) => {
            let today = found(session, assessment.rubric.id.as_str(), Named::InFile)?;
            Ok(with_target(session, today, &assessment.rubric, assessment.target.as_ref()))
        }
        None => found(session, BUILTIN[0].id, Named::InFile),
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
    let today = found(session, draft.rubric.id.as_str(), Named::InFile)?;
    Ok(Some(with_target(session, today, &draft.rubric, draft.target.as_ref())))
}

/// Today's rubric, or the copy of the edition that was answered if a file added the target to it.
fn with_target(session: &Session, today: Loaded, used: &Edition, target: Option<&Id>) -> Loaded {
    let Some(target) = target.filter(|_| today.edition.version == used.version) else { return today };
    if today.rubric.target(target.as_str()).is_some() {
        return today;
    }
    // Without a sound copy the target is asked for again.
    let copy = stored(session, used).unwrap_or_default();
    copy.filter(|copy| !is_another(&today, copy, target.as_str())).unwrap_or(today)
}

/// Whether a rubric judges by itself beside another, `with` the target. It does not where a file added the target to this
/// very version: then the other judges what was answered before too.
pub(crate) fn is_another(one: &Loaded, with: &Loaded, target: &str) -> bool {
    let has_it = |loaded: &Loaded| loaded.rubric.target(target).is_some();
    one.edition.version != with.edition.version || has_it(one) || !has_it(with)
}

/// The very edition, from its stored copy.
pub(crate) fn edition_of(session: &Session, edition: &Edition) -> Result<Loaded, Failure> {
    stored(session, edition)?.ok_or_else(|| {
        let message = format!("the copy of rubric `{}` {} is missing", edition.id, wording::brief(&edition.version));
        let today = if builtin(edition.id.as_str()).is_some() { edition.id.as_str() } else { "PATH" };
        Failure::failed(message)
            .hint(format!("use today's rubric instead: `--rubric {today}`"))
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
    Ok(Some(Loaded { rubric, json, edition: edition.clone(), layers: None, named: None }))
}

/// Reads and checks a rubric's files; every problem is shown.
pub(crate) fn read(session: &Session, layers: Layers) -> Result<Loaded, Failure> {
    match rubric::read_layers(&layers) {
        Ok(rubric) => Ok(Loaded { layers: Some(layers), ..Loaded::new(rubric) }),
        Err(problems) => Err(files::faulty(session, Kind::Failed, &problems, layers.sources())),
    }
}

/// The target that a person typed.
pub(crate) fn target<'a>(of: impl Into<Searched<'a>>, typed: &str) -> Result<TargetIx, Failure> {
    let of = of.into();
    let listed = || format!("`{}` shows them all", of.reading("target list"));
    of.rubric.find_target(typed).map_err(|near| match elsewhere(of, "target", typed) {
        Some(failure) if near.is_empty() => failure,
        Some(failure) => failure.hint(format!("did you mean {}?", wording::either(&near))),
        None => unknown(of.rubric, "target", typed, &near, &listed()),
    })
}

/// The skill or group that a person typed.
pub(crate) fn subject<'a>(of: impl Into<Searched<'a>>, typed: &str) -> Result<Subject, Failure> {
    let of = of.into();
    let what = "skill or group";
    let listed = || format!("`{}` lists them all", of.show());
    of.rubric
        .find(typed)
        .map_err(|near| elsewhere(of, what, typed).unwrap_or_else(|| unknown(of.rubric, what, typed, &near, &listed())))
}

/// What to say if the name is that of a thing of another kind.
fn elsewhere(of: Searched<'_>, wanted: &str, typed: &str) -> Option<Failure> {
    let (rubric, shown) = (of.rubric, wording::brief(typed));
    let thing = rubric.find_thing(typed).ok()?;
    let id = rubric.thing_id(thing);
    let (kind, command) = match thing {
        Thing::Subject(Subject::Skill(_)) => ("a skill", of.reading(&format!("explain {id}"))),
        Thing::Subject(Subject::Group(_)) => ("a group", of.reading(&format!("explain {id}"))),
        Thing::Target(_) => ("a target", of.reading(&format!("target show {id}"))),
        Thing::Project(_) => ("a project", format!("{} {id}", of.show())),
        Thing::Guide(_) => ("a guide", format!("{} {id}", of.show())),
    };
    let failure = Failure::usage(format!("`{shown}` is {kind} of rubric `{}`, not a {wanted}", rubric.id()));
    Some(failure.hint(format!("`{command}` shows it")))
}

/// Anything that a person typed the name of.
pub(crate) fn thing(loaded: &Loaded, typed: &str) -> Result<Thing, Failure> {
    let what = "skill, group, target, project or guide";
    let of = Searched::from(loaded);
    let listed = || format!("`{}` lists them all", of.show());
    of.rubric.find_thing(typed).map_err(|near| unknown(of.rubric, what, typed, &near, &listed()))
}

/// The skill that a person typed; a group is none.
pub(crate) fn skill<'a>(of: impl Into<Searched<'a>>, typed: &str) -> Result<SkillIx, Failure> {
    let of = of.into();
    match subject(of, typed)? {
        Subject::Skill(skill) => Ok(skill),
        Subject::Group(group) => {
            let members = &of.rubric[group].members;
            let ids: Vec<_> = members.iter().map(|member| of.rubric[*member].id.as_str()).collect();
            let failure = Failure::usage(format!("`{}` is a group", wording::brief(typed)));
            Err(failure.hint(format!("name one of its skills: {}", wording::either(&ids))))
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
