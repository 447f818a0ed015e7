//! What the store promises, tried on real directories.

#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    thread,
};

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use tempfile::TempDir;

use super::*;
use crate::{
    assessment::{Answer, Assessment, Edition, Rating},
    rubric::{Id, Level, json},
};

const COPY: &str = r#"{"id":"small","title":"Small","version":"1.0.0","scale":[{"name":"None"},{"name":"Aware"},{"name":"Guided"}],"areas":[{"id":"code","title":"Code"}],"skills":[{"id":"sql","title":"SQL","area":"code","anchors":["I read.","I wrote."],"hours":[1,2]}],"targets":[{"id":"mid","title":"Mid","kind":"ladder","rank":1,"requires":[{"skill":"sql","level":2}]}]}
"#;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

const TODAY: Date = date(2026, 11, 22);

fn now() -> Timestamp {
    "2026-11-22T17:13:00.123Z".parse().unwrap()
}

fn ratings(level: u8) -> BTreeMap<Id, Rating> {
    let answer = Answer::Rated(Level::new(level));
    let rating = Rating { answer, on: date(2026, 11, 22), evidence: None, confidence: None, help: None };
    BTreeMap::from([(id("sql"), rating)])
}

fn edition() -> Edition {
    Edition { id: id("small"), version: "1.0.0".to_owned(), digest: json::digest(COPY) }
}

fn assessment(day: i8) -> Assessment {
    Assessment {
        on: date(2026, 11, day),
        rubric: edition(),
        target: Some(id("mid")),
        ratings: ratings(2),
        carried: Some(BTreeSet::new()),
    }
}

fn draft(level: u8) -> Draft {
    Draft {
        rubric: edition(),
        target: Some(id("mid")),
        started: now(),
        position: Some("sql".to_owned()),
        all: true,
        areas: vec![id("code")],
        on: Some(date(2026, 8, 1)),
        modes: vec!["quick".to_owned()],
        ratings: ratings(level),
        skipped: vec![id("go")],
        used: vec![id("python")],
        untouched: vec![id("testing")],
        again: vec![id("sql")],
        stored: vec![id("sql")],
    }
}

fn store() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::new(directory.path().join("deep").join("data"));
    (directory, store)
}

/// Every file and directory below, by path, with its bytes.
fn all_below(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path).into_iter().flatten() {
        let path = entry.unwrap().path();
        found.push((path.clone(), fs::read(&path).unwrap_or_default()));
        found.extend(all_below(&path));
    }
    found.sort();
    found
}

fn problems(store: &Store) -> Vec<Finding> {
    let findings = store.check(TODAY).unwrap();
    findings.into_iter().filter(|finding| finding.gravity == Gravity::Problem).collect()
}

#[test]
fn reading_creates_nothing() {
    let (directory, store) = store();
    assert_eq!(store.assessments().unwrap(), Listing::default());
    assert!(store.drafts().unwrap().found.is_empty());
    assert!(store.ticks(&id("small")).unwrap().is_empty());
    assert!(store.rubric(&json::digest(COPY)).unwrap().is_none());
    assert!(store.check(TODAY).unwrap().is_empty());
    assert!(matches!(store.assessments().unwrap().find(&At::Latest, None), Err(Error::Nothing)));
    assert!(all_below(directory.path()).is_empty());
}

#[test]
fn what_is_saved_is_there_with_its_rubric() {
    let (_directory, store) = store();
    let entry = store.save(&assessment(22), COPY, now()).unwrap();
    assert_eq!(entry.id, "20261122T171300.123Z-small");
    assert_eq!(entry.stored, Some(now()));
    let next = store.save(&assessment(22), COPY, now()).unwrap();
    assert_eq!(next.id, "20261122T171300.124Z-small");
    let listing = store.assessments().unwrap();
    assert_eq!((listing.entries, listing.skipped), (vec![entry, next], vec![]));
    assert_eq!(store.rubric(&json::digest(COPY)).unwrap().as_deref(), Some(COPY));
    assert!(store.save(&assessment(22), "another", now()).is_err());
    assert_eq!(problems(&store), vec![]);
    assert_eq!(store.check(TODAY).unwrap()[0].what, "it holds the same answers as `20261122T171300.123Z-small`");
}

#[test]
fn the_order_is_by_day_then_by_name() {
    let (_directory, store) = store();
    let late = store.save(&assessment(20), COPY, now()).unwrap();
    let early = store.save(&assessment(10), COPY, now()).unwrap();
    let listing = store.assessments().unwrap();
    let found = |text: &str| listing.find(&At::new(text), None).map(|entry| entry.id.clone());
    assert_eq!(found("latest").unwrap(), late.id);
    assert_eq!(found("2026-11-19").unwrap(), early.id);
    assert_eq!(found("2026-11-20").unwrap(), late.id);
    assert_eq!(found(&early.id).unwrap(), early.id);
    assert_eq!(
        found("2026-11-09").unwrap_err().to_string(),
        "there is no assessment on or before 2026-11-09: the first is of 2026-11-10"
    );
    let error = found("20261122T171300.129Z-small").unwrap_err();
    assert!(error.hint().unwrap().starts_with("did you mean `20261122T171300.12"), "{error}");
}

#[test]
fn only_assessments_of_the_rubric_are_meant() {
    let (_directory, store) = store();
    let small = store.save(&assessment(10), COPY, now()).unwrap();
    let edition = Edition { id: id("other"), ..edition() };
    let other = store.save(&Assessment { rubric: edition, ..assessment(20) }, COPY, now()).unwrap();
    let listing = store.assessments().unwrap();
    let found = |at: &str, of: &str| listing.find(&At::new(at), Some(&id(of))).map_err(|error| error.to_string());
    assert_eq!(found("latest", "small"), Ok(&small));
    assert_eq!(found("2026-11-21", "small"), Ok(&small));
    assert_eq!(found(&other.id, "other"), Ok(&other));
    assert_eq!(
        found(&other.id, "small").unwrap_err(),
        format!("assessment `{}` is of rubric `other`, not of `small`", other.id)
    );
    assert_eq!(
        found("2026-11-19", "other").unwrap_err(),
        "there is no assessment on or before 2026-11-19: the first is of 2026-11-20"
    );
    assert_eq!(found("latest", "none").unwrap_err(), "there is no assessment of rubric `none` yet");
    assert_eq!(listing.of(&id("small")).collect::<Vec<_>>(), [&small]);
}

#[test]
fn one_unreadable_file_costs_only_itself() {
    let (_directory, store) = store();
    let sound = store.save(&assessment(22), COPY, now()).unwrap();
    let folder = store.path().join("assessments");
    let whole = fs::read(folder.join(format!("{}.toml", sound.id))).unwrap();
    let newer = String::from_utf8(whole.clone()).unwrap().replace("format = 1", "format = 2");
    fs::write(folder.join("cut.toml"), &whole[..whole.len() - 9]).unwrap();
    fs::write(folder.join("empty.toml"), "").unwrap();
    fs::write(folder.join("headless.toml"), "sql = 3\n").unwrap();
    fs::write(folder.join("huge.toml"), "#".repeat(2 * 1024 * 1024 + 1)).unwrap();
    fs::write(folder.join("latin.toml"), b"format = 1 # \xe9").unwrap();
    fs::write(folder.join("newer.toml"), newer).unwrap();
    fs::write(folder.join("nul.toml"), vec![0; whole.len()]).unwrap();
    fs::write(folder.join("n\u{1b}ame.toml"), &whole).unwrap();
    fs::create_dir(folder.join("folder.toml")).unwrap();
    let before = all_below(store.path());
    let listing = store.assessments().unwrap();
    assert_eq!(listing.entries, vec![sound]);
    let told: Vec<_> = listing
        .skipped
        .iter()
        .map(|skipped| skipped.to_string().replace(folder.to_str().unwrap(), "").replace('/', ""))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    `cut.toml`: line 8: the `{` that opens here is not closed
    `empty.toml`: it is empty
    `folder.toml`: it is a directory
    `headless.toml`: line 1: the stored assessment has no `format` (and 3 more problems)
    `huge.toml`: it is larger than 2 MiB
    `latin.toml`: it is not UTF-8: byte 14
    `n\u{1b}ame.toml`: its name is no id
    `newer.toml`: line 1: the file has format 2, and this version of skillgap knows formats up to 1
    `nul.toml`: it holds zero bytes, as after a power cut
    ");
    assert_eq!(problems(&store).len(), 9);
    assert_eq!(all_below(store.path()), before);
    assert!(matches!(listing.find(&At::new("nul"), None), Err(Error::Unsound { .. })));
}

#[cfg(unix)]
#[test]
fn a_fifo_is_not_waited_for() {
    let (_directory, store) = store();
    store.save(&assessment(22), COPY, now()).unwrap();
    let fifo = store.path().join("assessments").join("pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let listing = store.assessments().unwrap();
    assert_eq!(listing.skipped[0].reason, "it is no plain file");
}

#[cfg(unix)]
#[test]
fn what_is_stored_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let (directory, store) = store();
    store.save(&assessment(22), COPY, now()).unwrap();
    store.open_draft(&id("small")).unwrap().save(&draft(1)).unwrap();
    for (path, _) in all_below(directory.path()) {
        let about = fs::metadata(&path).unwrap();
        let wanted = if about.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(about.permissions().mode() & 0o777, wanted, "{}", path.display());
    }
    fs::set_permissions(store.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let findings = store.check(TODAY).unwrap();
    assert_eq!((findings.len(), findings[0].gravity), (1, Gravity::Warning));
}

#[test]
fn a_changed_copy_is_named_and_kept() {
    let (_directory, store) = store();
    store.save(&assessment(22), COPY, now()).unwrap();
    let copy = store.path().join("rubrics").join(format!("{}.json", json::digest(COPY)));
    fs::write(&copy, "{}").unwrap();
    assert_eq!(store.check(TODAY).unwrap().len(), 1);
    store.save(&assessment(21), COPY, now()).unwrap();
    assert_eq!(fs::read(&copy).unwrap(), COPY.as_bytes());
    let aside = store.path().join("removed").join(format!("rubric-{}.json", json::digest(COPY)));
    assert_eq!(fs::read(aside).unwrap(), b"{}");
    assert!(store.check(TODAY).unwrap().is_empty());
    fs::remove_file(copy).unwrap();
    assert!(store.check(TODAY).unwrap()[0].what.contains("the copy of its rubric"));
}

#[test]
fn saves_at_once_are_all_kept() {
    let (_directory, store) = store();
    thread::scope(|scope| {
        for level in 1..=8 {
            let store = &store;
            scope.spawn(move || {
                for _ in 0..5 {
                    store.save(&assessment(22), COPY, now()).unwrap();
                }
                let (skill, to) = (id("sql"), Level::new(level));
                let tick = Tick { skill, to, kind: TickKind::Done, moment: now(), on: None, hours: None };
                store.tick(&id("small"), &[tick], &[]).unwrap();
            });
        }
    });
    assert_eq!(store.assessments().unwrap().entries.len(), 40);
    assert_eq!(store.ticks(&id("small")).unwrap().len(), 8);
    assert_eq!(problems(&store), vec![]);
}

#[test]
fn leftovers_are_swept_by_the_next_save() {
    let (_directory, store) = store();
    store.save(&assessment(22), COPY, now()).unwrap();
    let leftovers =
        ["assessments", "rubrics"].map(|folder| store.path().join(folder).join(".skillgap-AbCdEfGh01234567.tmp"));
    for leftover in &leftovers {
        fs::write(leftover, "half").unwrap();
    }
    assert!(store.check(TODAY).unwrap().iter().any(|finding| finding.path == leftovers[0]));
    store.save(&assessment(22), COPY, now()).unwrap();
    assert!(leftovers.iter().all(|leftover| !leftover.exists()));
}

#[test]
fn what_is_removed_is_moved() {
    let (_directory, store) = store();
    for n in 1..=2 {
        let entry = store.save(&assessment(22), COPY, now()).unwrap();
        let to = store.remove(&entry.id).unwrap();
        assert!(to.is_file(), "{n}");
    }
    assert!(store.assessments().unwrap().entries.is_empty());
    assert_eq!(fs::read_dir(store.path().join("removed")).unwrap().count(), 2);
    assert!(matches!(store.remove("../drafts/small"), Err(Error::Unknown { .. })));
}

#[test]
fn a_draft_is_one_run_s_at_a_time() {
    let (_directory, store) = store();
    let mut open = store.open_draft(&id("small")).unwrap();
    assert_eq!((open.read().unwrap(), open.warning()), (None, None));
    open.save(&draft(1)).unwrap();
    open.save(&draft(2)).unwrap();
    let Err(Error::InUse { pid, .. }) = store.open_draft(&id("small")) else { panic!("it was opened twice") };
    assert_eq!(pid, Some(std::process::id()));
    assert_eq!(store.drafts().unwrap().found, vec![draft(2)]);
    drop(open);
    let mut open = store.open_draft(&id("small")).unwrap();
    assert!(matches!(open.save(&draft(3)), Err(Error::Changed { .. })), "it was not read before");
    assert_eq!(open.read().unwrap(), Some(draft(2)));
    open.save(&draft(3)).unwrap();
    fs::write(store.path().join("drafts").join("small.toml"), "edited = true").unwrap();
    assert!(matches!(open.save(&draft(4)), Err(Error::Changed { .. })));
    assert!(open.read().is_err());
    assert!(matches!(open.save(&draft(4)), Err(Error::Changed { .. })), "an unreadable draft stays");
    let aside = open.set_aside().unwrap().unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), "edited = true");
    open.save(&draft(4)).unwrap();
    open.remove().unwrap();
    assert!(store.drafts().unwrap().found.is_empty());
    assert!(store.check(TODAY).unwrap().is_empty());
}

#[test]
fn exports_replace_whole_and_stay_out_of_the_store() {
    let (directory, store) = store();
    store.save(&assessment(22), COPY, now()).unwrap();
    let out = directory.path().join("gap.md");
    store.export(&out, "one", Readers::Owner).unwrap();
    store.export(&out, "two", Readers::Owner).unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), "two");
    assert!(matches!(store.export(&store.path().join("x.md"), "", Readers::Owner), Err(Error::InsideStore { .. })));
    assert!(store.export(&directory.path().join("none").join("x.md"), "", Readers::Owner).is_err());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let link = directory.path().join("link.md");
        std::os::unix::fs::symlink(&out, &link).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o644)).unwrap();
        store.export(&link, "three", Readers::Owner).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&out).unwrap(), "three");
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o644);
        store.export(Path::new("/dev/null"), "gone", Readers::Owner).unwrap();
    }
}

#[test]
fn errors_are_in_words() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Store::new(file.clone()).save(&assessment(22), COPY, now()).unwrap_err();
    assert_eq!(error.to_string(), format!("cannot create `{}`: file exists", file.display()));
    assert!(error.hint().unwrap().contains("--data-dir"));
}
