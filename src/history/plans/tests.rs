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
            kept.retain(|old| old.step() != tick.step());
            kept.push(Tick { hours: tick.hours.filter(|hours| hours.quarters() > 0), ..tick });
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
    assert_eq!(store.ticks(&small).unwrap(), vec![skip]);
    let path = store.path().join("plans").join("small.toml");
    fs::write(&path, format!("later = 7\n{}", fs::read_to_string(&path).unwrap())).unwrap();
    store.tick(&small, &[Tick { skill: id("go"), ..tick() }], &[]).unwrap();
    insta::assert_snapshot!(fs::read_to_string(&path).unwrap(), @r#"
    format = 1
    ticks = [
      { kind = "skip", moment = 2026-11-22T17:13:00.123Z, step = "sql@3" },
      { hours = 4.5, kind = "done", moment = 2026-11-22T17:13:00.123Z, step = "go@3" },
    ]
    later = 7
    "#);
    let names = |steps: &[&str]| steps.iter().map(|step| vec![(*step).to_owned()]).collect::<Vec<_>>();
    let before = fs::read_to_string(&path).unwrap();
    assert_eq!(store.untick(&small, &names(&["sql@3", "git@1"])).unwrap(), Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), before, "all of them or none");
    assert_eq!(store.untick(&small, &names(&["sql@3"])).unwrap(), None);
    assert_eq!(store.untick(&small, &names(&["sql@3"])).unwrap(), Some(0));

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

    fs::write(&path, "format = 1\n[[ticks]]\nstep = \"sql\"\n").unwrap();
    let error = store.tick(&small, &[tick()], &[]).unwrap_err().to_string();
    assert!(error.contains("line 2: a tick has no `kind`"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "format = 1\n[[ticks]]\nstep = \"sql\"\n");
}

#[test]
fn of_two_ticks_of_a_step_the_later_holds_wherever_it_stands() {
    let (_directory, store) = store();
    let small = id("small");
    store.tick(&small, &[tick()], &[]).unwrap();
    let path = store.path().join("plans").join("small.toml");
    let later = "  { step = \"sql@3\", kind = \"skip\", moment = 2026-11-23T00:00:00Z },\n  {";
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("  {", later, 1)).unwrap();
    let kinds: Vec<_> = store.ticks(&small).unwrap().iter().map(|tick| tick.kind).collect();
    assert_eq!(kinds, [TickKind::Skip]);
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
