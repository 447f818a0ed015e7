//! Ticks and settings, tried on real directories.

#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use jiff::civil::date;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

fn any_tick() -> impl Strategy<Value = Tick> {
    let skill = proptest::string::string_regex("[a-z]([a-z0-9-]{0,8}[a-z0-9])?").unwrap();
    let hours = proptest::option::of(0_u64..=40_000);
    let day = proptest::option::of((2000_i16..=2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d)));
    (skill, 1_u8..=9, any::<bool>(), 0_i64..=4_102_444_800_000, day, hours).prop_filter_map(
        "an id",
        |(skill, to, is_done, moment, on, quarters)| {
            Some(Tick {
                skill: Id::new(&skill)?,
                to: Level::new(to),
                kind: if is_done { TickKind::Done } else { TickKind::Skip },
                moment: Timestamp::from_millisecond(moment).ok()?,
                on,
                hours: quarters.map(Hours::from_quarters),
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn ticks_that_are_written_are_read_back(ticks in proptest::collection::vec(any_tick(), 1..6)) {
        let directory = tempfile::tempdir().unwrap();
        let (store, small) = (Store::new(directory.path().join("data")), Id::new("small").unwrap());
        let mut kept: Vec<Tick> = Vec::new();
        for tick in ticks {
            store.tick(&small, std::slice::from_ref(&tick), &[]).unwrap();
            // What is said last counts, even by a clock that was put back.
            let before = kept.iter().position(|old| old.step() == tick.step()).map(|at| kept.remove(at));
            let after = before.map(|before| before.moment + jiff::SignedDuration::from_millis(1));
            let moment = after.map_or(tick.moment, |after| after.max(tick.moment));
            kept.push(Tick { hours: tick.hours.filter(|hours| hours.quarters() > 0), moment, ..tick });
            kept.sort_by_key(|tick| (tick.moment, tick.step()));
            prop_assert_eq!(&store.ticks(&small).unwrap(), &kept);
        }
    }
}

fn store() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::new(directory.path().join("data"));
    (directory, store)
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn tick() -> Tick {
    let hours = Some(Hours::from_quarters(18));
    Tick {
        skill: id("sql"),
        to: Level::new(3),
        kind: TickKind::Done,
        moment: "2026-11-22T17:13:00.123Z".parse().unwrap(),
        on: None,
        hours,
    }
}

#[test]
fn ticks_and_settings_are_changed_one_at_a_time() {
    let (_directory, store) = store();
    let small = id("small");
    store.tick(&small, &[tick()], &[]).unwrap();
    let skip = Tick { kind: TickKind::Skip, hours: None, ..tick() };
    store.tick(&small, std::slice::from_ref(&skip), &[]).unwrap();
    let later = skip.moment + jiff::SignedDuration::from_millis(1);
    assert_eq!(store.ticks(&small).unwrap(), vec![Tick { moment: later, ..skip }]);
    store.tick(&small, &[Tick { skill: id("go"), ..tick() }], &[]).unwrap();
    let mut files: Vec<_> =
        fs::read_dir(store.path().join("plans/small/ticks")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let names: Vec<_> = files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(
        names,
        ["20261122T171300.123Z-go@3.toml", "20261122T171300.123Z-sql@3.toml", "20261122T171300.124Z-sql@3.toml"]
    );
    insta::assert_snapshot!(fs::read_to_string(&files[0]).unwrap(), @r#"
    format = 1
    hours = 4.5
    kind = "done"
    moment = 2026-11-22T17:13:00.123Z
    step = "go@3"
    "#);
    let now = "2026-11-21T00:00:00Z".parse().unwrap();
    let names = |steps: &[&str]| steps.iter().map(|step| vec![(*step).to_owned()]).collect::<Vec<_>>();
    assert_eq!(store.untick(&small, &names(&["sql@3", "git@1"]), now).unwrap(), Some(1));
    assert_eq!(store.ticks(&small).unwrap().len(), 2, "all of them or none");
    assert_eq!(store.untick(&small, &names(&["sql@3"]), now).unwrap(), None, "even by a clock that was put back");
    assert_eq!(store.untick(&small, &names(&["sql@3"]), now).unwrap(), Some(0));

    store.tick(&small, &[Tick { skill: id("golang"), ..tick() }], &["go@3".to_owned()]).unwrap();
    let steps: Vec<_> = store.ticks(&small).unwrap().iter().map(Tick::step).collect();
    assert_eq!(steps, ["golang@3"]);

    store.change_settings(&small, |settings| settings.hours_per_week = Some(Hours::from_quarters(24))).unwrap();
    let settings = store.change_settings(&small, |settings| {
        settings.prefer.push(id("go"));
        settings.start = Some(date(2026, 11, 23));
        settings.by.insert(id("mid"), date(2027, 6, 30));
    });
    let remembered = store.remembered(&small).unwrap();
    assert_eq!(remembered.settings, settings.unwrap());
    assert_eq!(remembered.settings.hours_per_week, Some(Hours::from_quarters(24)));
    assert_eq!(store.remembered(&id("other")).unwrap(), Remembered::default());
    let kept = fs::read_to_string(store.path().join("plans").join("small.all_targets.toml")).unwrap();
    insta::assert_snapshot!(kept, @r#"
    format = 1
    hours_per_week = 6
    prefer = ["go"]
    start = 2026-11-23

    [by]
    mid = 2027-06-30
    "#);

    let damaged = store.path().join("plans/small/ticks/20261122T171300.123Z-golang@3.toml");
    fs::write(&damaged, "format = 1\nstep = \"sql\"\n").unwrap();
    assert_eq!(store.ticks(&small).unwrap(), []);
    let [skipped] = store.skipped_ticks(&small).unwrap().try_into().unwrap();
    assert_eq!((skipped.path, &*skipped.reason), (damaged, "line 1: the file has no `kind` (and 2 more problems)"));
}

/// What the first edition wrote.
const FIRST_EDITION: &str = "format = 1\nticks = [\n  { kind = \"done\", moment = 2026-11-20T10:00:00Z, step = \"sql@3\", \
                             hours = 2.5 },\n  { kind = \"skip\", moment = 2026-11-21T10:00:00Z, step = \"go@1\" },\n]\n\
                             sent = [\"sql@3\"]\n";

#[test]
fn the_file_of_the_first_edition_counts_and_stays() {
    let (_directory, store) = store();
    let small = id("small");
    let path = store.path().join("plans").join("small.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, FIRST_EDITION).unwrap();
    let steps = || store.ticks(&small).unwrap().iter().map(Tick::step).collect::<Vec<_>>();
    assert_eq!(steps(), ["sql@3", "go@1"]);
    assert_eq!(
        store.untick(&small, &[vec!["sql@3".to_owned()]], "2026-11-25T00:00:00Z".parse().unwrap()).unwrap(),
        None
    );
    store.send(&small, &["go@2".to_owned()]).unwrap();
    assert_eq!(steps(), ["go@1"]);
    assert_eq!(store.sent(&small).unwrap(), ["sql@3", "go@2"]);
    store.tick(&small, &[Tick { moment: "2026-11-26T00:00:00Z".parse().unwrap(), ..tick() }], &[]).unwrap();
    assert_eq!(steps(), ["go@1", "sql@3"]);
    assert_eq!(fs::read_to_string(path).unwrap(), FIRST_EDITION);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What two machines do by themselves, put together by copying files in either direction, is the same on both, and of
    /// each step what was said last.
    #[test]
    fn ticks_of_two_machines_are_put_together_by_copying(
        said in proptest::collection::vec((any::<bool>(), 0..3_u8, 0..3_u8), 1..12),
    ) {
        let directory = tempfile::tempdir().unwrap();
        let small = Id::new("small").unwrap();
        let stores = ["a", "b"].map(|name| Store::new(directory.path().join(name)));
        let mut last = std::collections::BTreeMap::new();
        for (at, (first, skill, kind)) in said.iter().enumerate() {
            let store = &stores[usize::from(*first)];
            let moment = Timestamp::from_second(1_800_000_000 + i64::try_from(at).unwrap()).unwrap();
            let skill = ["sql", "go", "git"][usize::from(*skill)];
            let tick = |kind| Tick { skill: id(skill), kind, moment, hours: None, ..tick() };
            let step = tick(TickKind::Done).step();
            match kind {
                0 => store.tick(&small, &[tick(TickKind::Done)], &[]).unwrap(),
                1 => store.tick(&small, &[tick(TickKind::Skip)], &[]).unwrap(),
                _ => if store.untick(&small, &[vec![step.clone()]], moment).unwrap().is_some() { continue },
            }
            last.insert(step, [Some(TickKind::Done), Some(TickKind::Skip), None][usize::from(*kind)]);
        }
        let folders = stores.each_ref().map(|store| store.path().join("plans/small/ticks"));
        for (from, to) in [(0, 1), (1, 0)] {
            fs::create_dir_all(&folders[to]).unwrap();
            for file in fs::read_dir(&folders[from]).into_iter().flatten() {
                let file = file.unwrap();
                fs::copy(file.path(), folders[to].join(file.file_name())).unwrap();
            }
        }
        let [one, other] = stores.each_ref().map(|store| store.ticks(&small).unwrap());
        prop_assert_eq!(&one, &other);
        let kinds: std::collections::BTreeMap<_, _> = one.iter().map(|tick| (tick.step(), tick.kind)).collect();
        let wanted = last.into_iter().filter_map(|(step, kind)| Some((step, kind?))).collect();
        prop_assert_eq!(kinds, wanted);
    }
}

/// Files of the first edition: the newest is heard first, and what it does not say is taken from the others.
#[test]
fn what_the_first_edition_remembered_is_the_rubrics_until_the_first_change() {
    let (_directory, store) = store();
    let small = id("small");
    let keep = |target: &str, hours: u64, prefer: Option<&str>, days: u64| {
        let settings = Settings {
            hours_per_week: Some(Hours::from_quarters(hours)),
            prefer: prefer.map(id).into_iter().collect(),
            ..Settings::default()
        };
        store.add_target_settings(&small, &id(target), &settings).unwrap();
        let file = fs::File::options().append(true).open(store.path().join(format!("plans/small.{target}.toml")));
        let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(days * 86_400);
        file.unwrap().set_modified(then).unwrap();
    };
    keep("junior", 24, Some("go"), 20_000);
    keep("mid", 32, None, 20_001);
    let found = store.remembered(&small).unwrap();
    assert_eq!(found.settings.hours_per_week, Some(Hours::from_quarters(32)));
    assert_eq!(found.settings.prefer, [id("go")]);
    assert_eq!(found.earlier, [(Setting::HoursPerWeek, id("mid")), (Setting::Prefer, id("junior"))]);

    let path = store.path().join("plans/small.mid.toml");
    let before = fs::read_to_string(&path).unwrap();
    store.change_settings(&small, |settings| settings.forget(Setting::Prefer, &id("mid"))).unwrap();
    let now = store.remembered(&small).unwrap();
    assert_eq!((now.settings.hours_per_week, now.settings.prefer), (Some(Hours::from_quarters(32)), Vec::new()));
    assert_eq!((now.earlier, fs::read_to_string(&path).unwrap()), (Vec::new(), before), "it is left as it is");

    let other = id("other");
    store
        .add_target_settings(&other, &id("mid"), &Settings { start: Some(date(2026, 1, 5)), ..Settings::default() })
        .unwrap();
    fs::write(store.path().join("plans/other.junior.toml"), "hours_per_week = {").unwrap();
    let found = store.remembered(&other).unwrap();
    assert_eq!((found.settings.start, found.skipped.len()), (Some(date(2026, 1, 5)), 1), "one costs only itself");
}
