//! `export` and `import`: everything that is stored, to and from other data directories.

use crate::cli::args::{Export, Format, Import, To};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::front::Front;
use crate::cli::questionnaire;
use crate::cli::rubrics::{self, Named};
use crate::cli::session::{self, Session};
use crate::cli::{files, output};
use crate::history::{Bundle, LARGEST, Skipped};
use crate::report::history as report;
use crate::rubric::builtin::builtin;
use crate::wording;

pub(super) fn export(session: &Session, args: &Export) -> Outcome {
    let taken = session.store()?.bundle()?;
    taken.skipped.iter().for_each(skipped);
    for id in &taken.without_rubric {
        output::tell(&format!("warning: the copy of the rubric of `{id}` is missing; it is exported without"));
    }
    let bundle = if args.redact { taken.bundle.redacted() } else { taken.bundle };
    if let Some(draft) = session.drafts()?.found.first() {
        let command = format!("skillgap assess --rubric {}", draft.rubric.id);
        super::hint(&format!("note: a draft is not exported; finish it first: `{command}`"));
    }
    session.deliver(&report::export_json(&bundle), Format::Json, To { path: args.output.as_deref(), force: args.force })
}

fn skipped(skipped: &Skipped) {
    output::tell(&format!("warning: skipped {skipped}"));
}

/// Each file is taken whole or not at all; one that cannot be does not keep the others out.
pub(super) fn import(session: &Session, args: &Import) -> Outcome {
    let [only] = args.files.as_slice() else { return each(session, args) };
    one(session, args, only)
}

fn each(session: &Session, args: &Import) -> Outcome {
    let mut failed = 0;
    for name in &args.files {
        output::print(&format!("{}:\n", wording::path(name)))?;
        if let Err(failure) = one(session, args, name) {
            failed += 1;
            output::tell(&format!("error: {}", failure.message));
            failure.hints.iter().for_each(|hint| output::tell(&format!("hint: {hint}")));
        }
    }
    if failed == 0 {
        return Ok(());
    }
    let all = args.files.len();
    Err(Failure::failed(format!("{failed} of {} could not be imported whole", wording::count(all, "file", "files"))))
}

fn one(session: &Session, args: &Import, name: &str) -> Outcome {
    let (shown, text) = files::text(name, LARGEST)?;
    let mut bundle = Bundle::read(&text)
        .map_err(|what| Failure::failed(format!("cannot import `{shown}`: {what}")).hint(NOTHING))?;
    if !args.mine && !session.store()?.shares(&bundle)? {
        confirm_mine(session, &shown)?;
    }
    add_rubrics(session, &mut bundle, args.rubric.as_deref())?;
    let imported = session.store()?.import(&bundle, session::now())?;
    output::print(&report::import_terminal(&imported, session.terminal.style()))?;
    if imported.refused.is_empty() {
        return Ok(());
    }
    let refused = wording::count(imported.refused.len(), "assessment was refused", "assessments were refused");
    Err(Failure::failed(refused)
        .hint("name the rubric's file as it was then, `--rubric PATH`, or import a whole `skillgap export`"))
}

/// Asks whose the answers are of a file none of whose assessments is here: taken in, they would count as the person's own.
fn confirm_mine(session: &Session, shown: &str) -> Outcome {
    let what = format!("`{shown}` shares no assessment with what is here and may be somebody else's");
    let instead = "if all of it is yours: `--mine`; to look at another's: `--data-dir DIR`, a directory of its own";
    if !session.terminal.reads_lines() {
        session.terminal.must_ask(&what, instead)?;
    }
    let things = [
        ("Somebody else's".to_owned(), "Nothing is taken in.".to_owned()),
        ("Mine".to_owned(), "It is put together with what is here.".to_owned()),
    ];
    let mut front = Front::for_edit(session)?;
    let chosen = front.pick(&[what.clone(), String::new()], "Whose answers are these?", &things, 0);
    drop(front);
    match chosen {
        Ok(1) => Ok(()),
        Ok(_) => Err(Failure::failed(what).hint(NOTHING).hint(instead)),
        Err(stop) => Err(questionnaire::stopped(stop, None)),
    }
}

const NOTHING: &str = "nothing of it was added";

/// Takes along the rubrics that the document lacks and that are at hand as they were then.
fn add_rubrics(session: &Session, bundle: &mut Bundle, asked: Option<&str>) -> Outcome {
    if let Some(name) = asked {
        bundle.add_rubric(rubrics::named(session, name, Named::OnCommandLine)?.json);
    }
    let bundled =
        bundle.missing().into_iter().map(|edition| edition.id.clone()).filter(|id| builtin(id.as_str()).is_some());
    for id in bundled.collect::<std::collections::BTreeSet<_>>() {
        bundle.add_rubric(rubrics::named(session, id.as_str(), Named::InFile)?.json);
    }
    Ok(())
}
