//! Moving everything to another data directory, and putting two of them together.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::path::Path;
use std::thread;

use insta::assert_snapshot;
use proptest::prelude::*;
use skillgap::history::{Bundle, Store};
use skillgap::report::history::export_json;

use crate::support::{House, Ran, steady};

/// Somebody with two assessments of the worked example, one of the bundled rubric, a tick and settings.
fn lived_in() -> House {
    let house = House::new();
    let (answers, _) = (house.sample("worked-answers.toml"), house.sample("worked-rubric.toml"));
    let worked = ["assess", "--rubric", "worked-rubric.toml", "--answers", answers, "--on"];
    let _ = house.run(&[&worked[..], &["2026-05-14"]].concat()).exits(0);
    let more = "rubric = \"worked-rubric.toml\"\n[ratings]\n\
                docker = { level = 2, evidence = \"https://example.org/pr/12\", confidence = \"sure\" }\n";
    house.file("more.toml", more);
    let _ = house.run(&["assess", "--answers", "more.toml", "--update", "--on", "2026-11-22"]).exits(0);
    let _ = house.run(&["plan", "done", "docker@3", "--hours", "4.5"]).exits(0);
    let _ = house
        .run(&["plan", "set", "--hours-per-week", "6", "--start", "2026-11-23", "--skip-week", "2026-12-24"])
        .exits(0);
    let bundled = house.file("bundled.toml", "rubric = \"backend-developer\"\n[ratings]\nsql = 2\npython = 3\n");
    let _ = house.run(&["assess", "--answers", bundled, "--on", "2026-01-01"]).exits(0);
    house
}

fn exported(house: &House) -> String {
    let output = house.command(["export"]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", house.ran(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the import of a text.
fn imported(house: &House, text: &str) -> Ran {
    house.run_with(&["import", "-"], text)
}

/// Every file below the data directory that holds something.
fn stored(house: &House) -> Vec<(String, Vec<u8>)> {
    ["assessments", "rubrics", "plans", "plans/worked", "plans/worked/ticks", "drafts", "removed"]
        .iter()
        .flat_map(|folder| house.files(folder))
        .collect()
}

#[test]
fn what_is_exported_and_imported_is_the_same_to_the_byte() {
    let (here, there) = (lived_in(), House::new());
    let document = exported(&here);
    assert_snapshot!(imported(&there, &document), @"
    --- stdout
    Added 3 assessments.
    Added 2 ticks and plan settings.
    --- exit 0
    ");
    assert_eq!(stored(&there), stored(&here));
    assert_eq!(exported(&there), document);
    let before = stored(&there);
    assert_snapshot!(imported(&there, &document), @"
    --- stdout
    Added nothing: 3 assessments were here already.
    Added nothing: 2 ticks and plan settings were here already.
    --- exit 0
    ");
    assert_eq!(stored(&there), before);
    let _ = there.run(&["history", "check"]).exits(0);
}

#[test]
fn an_export_can_be_laid_out_anew_and_goes_to_a_file() {
    let (here, there) = (lived_in(), House::new());
    let _ = here.run(&["export", "-o", "all.json"]).exits(0);
    let document = fs::read_to_string(here.path("all.json")).unwrap();
    assert_eq!(document, exported(&here));
    let value: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(value["schema"], "skillgap.export/1");
    let _ = imported(&there, &value.to_string()).exits(0);
    assert_eq!(stored(&there), stored(&here));
}

#[test]
fn nothing_that_is_there_is_changed() {
    let (here, there) = (lived_in(), lived_in());
    let document = exported(&here);
    let there_before = stored(&there);
    // The same answers under other ids, and plans that were made at other moments.
    assert_snapshot!(imported(&there, &document), @"
    --- stdout
    Added nothing: 3 assessments were here already.
    Added nothing: 1 tick or plan setting was here already.
      - the tick of step `docker@3` of rubric `worked` is different here; what is
        here stays
    --- exit 0
    ");
    assert_eq!(stored(&there), there_before);

    // The same id, and other answers.
    let value: serde_json::Value = serde_json::from_str(&document).unwrap();
    let own = value["assessments"][2]["id"].as_str().unwrap().to_owned();
    let other = document
        .replace("\"level\": 2,\n          \"on\": \"2026-11-22\"", "\"level\": 3,\n          \"on\": \"2026-11-22\"");
    assert_ne!(other, document);
    let before = stored(&here);
    assert_snapshot!(imported(&here, &other), @"
    --- stdout
    Added 1 assessment; 2 were here already.
    Added nothing: 2 ticks and plan settings were here already.
      - `[moment]-worked` is already here with other answers; the
        imported one is kept beside it as `[moment]-worked`
    --- exit 0
    ");
    let after = stored(&here);
    assert!(before.iter().all(|file| after.contains(file)));
    assert_eq!(after.len(), before.len() + 1);
    assert!(here.path(format!("data/assessments/{own}.toml")).exists());
    assert_snapshot!(imported(&here, &other).stdout, @"
    Added nothing: 3 assessments were here already.
    Added nothing: 2 ticks and plan settings were here already.
    ");
}

#[test]
fn evidence_can_be_left_out_and_is_not_lost_by_that() {
    let here = lived_in();
    let redacted = here.run(&["export", "--redact"]).exits(0).stdout;
    assert!(exported(&here).contains("example.org/pr/12") && !redacted.contains("example.org/pr/12"));
    let before = stored(&here);
    let redacted = String::from_utf8(here.command(["export", "--redact"]).output().unwrap().stdout).unwrap();
    assert!(imported(&here, &redacted).exits(0).stdout.starts_with("Added nothing"));
    assert_eq!(stored(&here), before);
}

#[test]
fn a_single_assessment_comes_as_json_or_in_a_report_page() {
    let (here, there) = (lived_in(), House::new());
    let single = |at: &str| {
        let output = here.command(["history", "show", at, "--format", "json"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    // The bundled rubric is at hand everywhere.
    let _ = imported(&there, &single("2026-01-01")).exits(0);
    assert_eq!(there.files("assessments"), vec![here.files("assessments").last().unwrap().clone()]);

    let worked = single("2026-11-22");
    assert_snapshot!(there.run_with(&["import", "--mine", "-"], &worked), @"
    --- stdout
    Added nothing.
      - `[moment]-worked` is refused: a copy of its rubric, worked
        1.0.0, is neither in the file nor here
    --- stderr
    error: 1 assessment was refused
    hint: name the rubric's file as it was then, `--rubric PATH`, or import a whole `skillgap export`
    --- exit 1
    ");
    there.sample("worked-rubric.toml");
    let page = format!(
        "<!DOCTYPE html>\n<title>Gaps</title>\n<script type=\"application/json\" id=\"skillgap-assessment\">\n{}\n</script>\n",
        worked.replace('<', "\\u003c")
    );
    let page = there.file("report.html", page);
    let _ = there.run(&["import", page, "--mine", "--rubric", "worked-rubric.toml"]).exits(0);
    let _ = there.run(&["history", "check"]).exits(0);
    assert_eq!(single("2026-11-22"), {
        let output = there.command(["history", "show", "2026-11-22", "--format", "json"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    });

    // Answers that were never stored have no id; theirs begins with their day.
    let id = worked.lines().find(|line| line.contains("\"id\": \"2026")).unwrap();
    let nameless = worked.replace(id, "  \"id\": null,").replace("\"on\": \"2026-11-22\"", "\"on\": \"2026-11-21\"");
    let _ = there.run_with(&["import", "--mine", "-"], nameless).exits(0);
    let names: Vec<_> = there.files("assessments").into_iter().map(|(name, _)| name).collect();
    assert!(names.contains(&"20261121T000000.000Z-worked.toml".to_owned()), "{names:?}");
}

#[test]
fn several_files_are_taken_each_by_itself() {
    let (here, there) = (lived_in(), House::new());
    there.file("all.json", exported(&here));
    there.file("half.json", &exported(&here)[..5000]);
    assert_snapshot!(there.run(&["import", "half.json", "all.json", "none.json"]), @"
    --- stdout
    half.json:
    all.json:
    Added 3 assessments.
    Added 2 ticks and plan settings.
    none.json:
    --- stderr
    error: cannot import `half.json`: it is no JSON: EOF while parsing an object at line 202 column 16
    hint: nothing of it was added
    error: cannot read `none.json`: no such file or directory
    hint: check the path; it is relative to the current directory
    error: 2 of 3 files could not be imported whole
    --- exit 1
    ");
}

/// A rating in a document.
const RATED: &str = "\"state\": \"rated\",\n          \"level\": 3,";

#[test]
fn what_is_wrong_with_a_document_is_said_and_nothing_is_added() {
    let here = lived_in();
    let document = exported(&here);
    let value: serde_json::Value = serde_json::from_str(&document).unwrap();
    let id = value["assessments"][1]["id"].as_str().unwrap();
    let digest = value["assessments"][1]["rubric"]["digest"].as_str().unwrap();
    let change = |from: &str, to: &str| {
        assert!(document.contains(from), "{from}");
        document.replacen(from, to, 1)
    };
    let page = "<script type=\"application/json\" id=\"skillgap-assessment\">";
    let documents = [
        String::new(),
        "[]".to_owned(),
        "{}".to_owned(),
        "nonsense".to_owned(),
        "[".repeat(100_000),
        "{\"schema\": \"skillgap.report/1\"}".to_owned(),
        "{\"schema\": \"skillgap.export/2\"}".to_owned(),
        "{\"schema\": \"skillgap.export/1\"}".to_owned(),
        "{\"schema\": \"skillgap.assessment/1\"}".to_owned(),
        "<!DOCTYPE html><p>hello".to_owned(),
        format!("<html>{page}{{}}"),
        format!("<html>{page}{{}}</script>{page}{{}}</script>"),
        change(id, "../../../../etc/cron.d/evil"),
        change(id, "..\\\\evil"),
        change(id, ".hidden"),
        change(id, &"a".repeat(300)),
        change(id, "a\\u001b[2Jb"),
        change(id, value["assessments"][2]["id"].as_str().unwrap()),
        change("\"id\": \"worked\",\n        \"title\"", "\"id\": \"worked2\",\n        \"title\""),
        change("\"version\": \"1.0.0\",\n        \"digest\"", "\"version\": \"7\",\n        \"digest\""),
        change(&format!("\"digest\": \"{digest}\",\n      \"rubric\""), "\"digest\": \"../../x\",\n      \"rubric\""),
        change("\"on\": \"2026-05-14\",\n      \"rubric\"", "\"on\": \"tomorrow\",\n      \"rubric\""),
        change(RATED, &RATED.replace('3', "300")),
        change(RATED, &RATED.replace('3', "\"three\"")),
        change(RATED, &RATED.replace("rated", "not-applicable")),
        change(
            "\"docker\": {\n          \"state\"",
            "\"git\": {\"level\": 1}, \"git\": {\"level\": 2}, \"docker\": {\n          \"state\"",
        ),
        change("\"step\": \"docker@3\"", "\"step\": \"docker\""),
        change("\"hours\": 4.5", "\"hours\": -1"),
        change("\"settings\": []", "\"settings\": [{ \"target\": \"../mid\" }]"),
        change("\"plans\": [", "\"plans\": {}, \"more\": ["),
    ];
    let there = House::new();
    let mut told = String::new();
    for document in documents {
        let ran = there.run_with(&["import", "-"], &document).exits(1);
        assert_eq!(ran.stdout, "");
        told += ran.stderr.lines().next().unwrap().strip_prefix("error: cannot import `standard input`: ").unwrap();
        told.push('\n');
    }
    assert!(!there.data().exists());
    assert_snapshot!(told.replace(id, "[id]").replace(digest, "[digest]"), @r"
    it is no JSON: EOF while parsing a value at line 1 column 0
    the document must be a table, not a list
    the document has no `schema`
    it is no JSON: expected ident at line 1 column 2
    it is no JSON: recursion limit exceeded at line 1 column 128
    `skillgap.report/1` cannot be imported, only `skillgap.export/1` and `skillgap.assessment/1`
    it is `skillgap.export/2`, which a newer version wrote
    the document has no `rubrics` (and 2 more problems)
    the assessment has no `on` (and 2 more problems)
    the page holds no assessment: only an HTML report made by `skillgap report` does
    the page ends within the assessment
    the page holds more than one assessment
    `../../../../etc/cron.d/evil` cannot be the id of an assessment
    `..\evil` cannot be the id of an assessment
    `.hidden` cannot be the id of an assessment
    `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` cannot be the id of an assessment
    `id` of assessment 2 holds an escape character
    assessment `[moment]-worked` is there twice
    rubric 1 is not the one that its digest names: it was changed
    assessment `[moment]-worked` gives its rubric another id or version than the rubric has
    `../../x` is no digest: 64 hexadecimal digits
    `on` of assessment `[moment]-worked` is no date: `tomorrow`
    assessment `[moment]-backend-developer`: the rating of `python` is no level: a scale goes from 0 to 11 at most
    assessment `[moment]-backend-developer`: the rating of `python` cannot be `three`
    assessment `[moment]-backend-developer`: the rating of `python` is not applicable and has a level
    assessment `[moment]-worked`: rating of `git` is there twice
    `docker` is no step, such as `sql@3`
    hours are above 0 and at most 1000000
    `../mid` is no id
    `plans` of the document must be a list, not a table
    ");
}

#[test]
fn a_document_that_is_too_large_is_not_read_to_its_end() {
    let house = House::new();
    let ran = house.run_with(&["import", "-"], vec![b' '; 65 * 1024 * 1024]).exits(1);
    assert_eq!(ran.stderr, "error: cannot read `standard input`: it is larger than 64 MiB\n");
}

#[test]
fn imports_at_once_add_everything_once() {
    let bundle = Bundle::read(bundle()).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let store = Store::new(directory.path().join("data"));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| store.import(&bundle, jiff::Timestamp::now()).unwrap());
        }
    });
    assert_eq!(store.bundle().unwrap().bundle, bundle);
}

#[test]
fn what_is_damaged_is_left_out_and_named() {
    let (here, there) = (lived_in(), House::new());
    let rubrics = here.data().join("rubrics");
    for (name, bytes) in here.files("rubrics") {
        if !String::from_utf8_lossy(&bytes).contains("\"worked\"") {
            fs::write(rubrics.join(name), "cut").unwrap();
        }
    }
    fs::write(here.data().join("assessments/half.toml"), "format = 1\n").unwrap();
    fs::write(here.data().join("plans/worked.toml"), "format = 1\nticks = 3\n").unwrap();
    let ran = here.run(&["export"]).exits(0);
    let warnings: Vec<_> =
        ran.stderr.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(warnings.len(), 4, "{ran}");
    let document = here.command(["export"]).output().unwrap().stdout;
    // The bundled rubric is at hand there.
    assert!(imported(&there, &String::from_utf8(document).unwrap()).exits(0).stdout.starts_with("Added 3 assessments"));
    // And an import mends the copy here, once the damaged one is out of the way.
    let whole = exported(&lived_in());
    let _ = imported(&here, &whole).exits(1);
    for (name, bytes) in here.files("rubrics") {
        if bytes == b"cut" {
            fs::remove_file(rubrics.join(name)).unwrap();
        }
    }
    fs::remove_file(here.data().join("assessments/half.toml")).unwrap();
    fs::remove_file(here.data().join("plans/worked.toml")).unwrap();
    let _ = here.run(&["history", "check"]).exits(3);
    let _ = imported(&here, &whole).exits(0);
    let _ = here.run(&["history", "check"]).exits(0);
}

#[test]
fn two_directories_whose_files_are_put_together_are_one() {
    let one = lived_in();
    let other = House::new();
    let _ = imported(&other, &exported(&one)).exits(0);
    // Both go on by themselves.
    let answers = other.file("next.toml", "rubric = \"worked\"\n[ratings]\nsql = 2\n");
    let _ = other.run(&["assess", "--answers", answers, "--update", "--on", "2026-12-01"]).exits(0);
    let _ = other.run(&["plan", "done", "go@4", "--rubric", "worked"]).exits(0);
    let _ = other.run(&["plan", "skip", "docker@3", "--rubric", "worked"]).exits(0);
    let _ = one.run(&["edit", "kafka", "--rubric", "worked", "--level", "2", "--on", "2026-12-02"]).exits(0);
    let _ = one.run(&["plan", "done", "linux@1", "--rubric", "worked"]).exits(0);
    for folder in ["assessments", "rubrics", "plans/worked/ticks"] {
        for (name, bytes) in other.files(folder) {
            fs::write(one.data().join(folder).join(name), bytes).unwrap();
        }
    }
    let _ = one.run(&["history", "check"]).exits(0);
    let listed = one.run(&["history", "list", "--format", "json"]).exits(0).stdout;
    assert_eq!(listed.matches("\"on\"").count(), 5);
    let document: serde_json::Value = serde_json::from_str(&exported(&one)).unwrap();
    let ticks = document["plans"][0]["ticks"].as_array().unwrap();
    let told: Vec<_> = ticks.iter().map(|tick| format!("{} {}", tick["kind"], tick["step"]).replace('"', "")).collect();
    // Of two ticks of one step the later counts.
    assert_eq!(told, ["done go@4", "skip docker@3", "done linux@1"]);
}

#[test]
fn the_check_finds_copies_and_says_how_to_mend_them() {
    let house = lived_in();
    let (name, bytes) = house.files("assessments").remove(0);
    let _ = house.run(&["history", "check"]).exits(0);
    let again = ["assess", "--rubric", "worked-rubric.toml", "--answers", "worked-answers.toml", "--on", "2026-05-14"];
    let _ = house.run(&again).exits(0);
    let found = || {
        let findings = Store::new(house.data()).check(jiff::civil::date(2026, 11, 22)).unwrap();
        let told = findings.iter().map(|finding| {
            let name = finding.path.file_name().unwrap().to_string_lossy();
            format!("{:?} {name}: {}\n  {}\n", finding.gravity, finding.what, finding.mend)
        });
        steady(&told.collect::<String>(), Path::new("/nowhere"))
    };
    // Saved twice: worth knowing, and nothing is wrong.
    assert_snapshot!(found(), @"
    Warning [moment]-worked.toml: it holds the same answers as `[moment]-worked`
      if that was a mistake: `skillgap history remove [moment]-worked`
    ");
    let _ = house.run(&["history", "check"]).exits(0);
    let copy =
        house.data().join("assessments").join(name.replace(".toml", ".sync-conflict-20261122-101500-ABCDEFG.toml"));
    fs::copy(house.data().join("assessments").join(name), copy).unwrap();
    fs::write(house.data().join("plans/worked.sync-conflict-A.toml"), "format = 1\n").unwrap();
    let mixed = String::from_utf8(bytes).unwrap().replace("id = \"worked\"", "id = \"another\"");
    let path = house.data().join("assessments/20260101T000000.000Z-another.toml");
    fs::write(&path, mixed).unwrap();
    #[cfg(unix)]
    for path in [path, house.data().join("plans/worked.sync-conflict-A.toml")] {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    assert_snapshot!(found(), @"
    Problem [moment]-another.toml: it names rubric `another`, and its digest is that of `worked`
      correct its `rubric` with an editor
    Warning [moment]-worked.sync-conflict-20261122-101500-ABCDEFG.toml: a copy that a synchronisation left beside another file
      it is left out; compare it with the file beside it, then move it away, or rename it to count it
    Warning [moment]-worked.toml: it holds the same answers as `[moment]-worked`
      if that was a mistake: `skillgap history remove [moment]-worked`
    Warning worked.sync-conflict-A.toml: a copy that a synchronisation left beside another file
      it is left out; compare it with the file beside it, then move it away, or rename it to count it
    ");
    let _ = house.run(&["history", "check"]).exits(3);
}

fn bundle() -> &'static str {
    static DOCUMENT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let house = lived_in();
        for (name, _) in house.files("assessments").into_iter().filter(|(name, _)| name.contains("backend")) {
            fs::remove_file(house.data().join("assessments").join(name)).unwrap();
        }
        exported(&house)
    })
}

/// Every file below a directory.
fn below(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path.display().to_string()] }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_document_makes_it_panic_or_write_elsewhere(
        at in any::<prop::sample::Index>(), length in 0..40_usize, put in "[\"{}\\[\\]:,./a-z0-9-]{0,12}",
    ) {
        let document = bundle();
        let start = document.char_indices().map(|(at, _)| at).collect::<Vec<_>>()[at.index(document.chars().count())];
        let end = (start + length).min(document.len());
        prop_assume!(document.is_char_boundary(end));
        let changed = [&document[..start], &put, &document[end..]].concat();
        let directory = tempfile::tempdir().unwrap();
        let store = Store::new(directory.path().join("data"));
        if let Ok(bundle) = Bundle::read(&changed) {
            let imported = store.import(&bundle, jiff::Timestamp::now()).unwrap();
            let again = store.import(&bundle, jiff::Timestamp::now()).unwrap();
            prop_assert!(again.added.is_empty() && again.plans_added == 0);
            prop_assert_eq!(imported.added.len() + imported.refused.len() + imported.there, bundle.assessments.len());
            let taken = store.bundle().unwrap();
            prop_assert_eq!(taken.skipped, vec![]);
            if imported.refused.is_empty() {
                prop_assert_eq!(Bundle::read(&export_json(&taken.bundle)), Ok(taken.bundle));
            }
        }
        let written = below(directory.path());
        let data = directory.path().join("data").display().to_string();
        prop_assert!(written.iter().all(|path| path.starts_with(&data)));
    }
}

#[test]
fn a_moment_that_is_still_to_come_keeps_nothing_from_being_saved() {
    let house = lived_in();
    let document = exported(&house);
    let value: serde_json::Value = serde_json::from_str(&document).unwrap();
    let ids: Vec<_> = value["assessments"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    for moment in ["99991230T220000.999Z", "30000101T000000.000Z", "90000101T000000.000Z"] {
        let there = House::new();
        let id = ids[2];
        let far = document.replace(id, &format!("{moment}{}", &id["20261122T171300.123Z".len()..]));
        let tick = far.lines().find(|line| line.contains("\"moment\"")).unwrap();
        let far = far.replace(tick, "\"moment\": \"9999-12-30T22:00:00.999Z\",");
        let said = imported(&there, &far).exits(0).stdout;
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("names a moment that is still to come; it is kept as `[moment]-worked`"), "{said}");
        assert!(there.files("assessments").iter().all(|(name, _)| name < &"2100".to_owned()), "{moment}");
        assert!(imported(&there, &far).exits(0).stdout.starts_with("Added nothing"));
        let _ = there.run(&["edit", "docker", "--level", "1"]).exits(0);
        let shown = there.run(&["history", "show", "latest", "--format", "csv"]).exits(0).stdout;
        assert!(shown.contains("docker"), "{shown}");
        let _ = there.run(&["plan", "undo", "docker@3"]).exits(0);
        let _ = there.run(&["plan", "done", "docker@2"]).exits(0);
    }
    // One that was put there by hand is named and left out.
    let (name, bytes) = house.files("assessments").remove(0);
    let late = format!("99991230T220000.999Z{}", &name["20261122T171300.123Z".len()..]);
    fs::write(house.data().join("assessments").join(&late), bytes).unwrap();
    let edited = house.run(&["edit", "docker", "--level", "1"]).exits(0);
    assert!(edited.stderr.contains("its name gives a moment at the end of time: rename it"), "{edited}");
    let _ = house.run(&["history", "check"]).exits(3);
}

#[test]
fn nothing_is_written_that_could_not_be_read_back() {
    let house = lived_in();
    let before = stored(&house);
    let single = house.command(["history", "show", "latest", "--format", "json"]).output().unwrap().stdout;
    let mut value: serde_json::Value = serde_json::from_slice(&single).unwrap();
    value["ratings"]["docker"]["evidence"] = "long ".repeat(500_000).into();
    let there = House::new();
    let refused = imported(&there, &value.to_string()).exits(1);
    assert!(refused.stderr.contains("it would be larger than 2 MiB"), "{refused}");
    assert_eq!(stored(&there), []);
    // Nor by changes that are small each.
    let evidence = "e".repeat(900_000);
    let mut codes = Vec::new();
    for skill in ["go", "sql", "linux"] {
        let text = format!(
            "rubric = \"worked-rubric.toml\"\n[ratings]\n{skill} = {{ level = 1, evidence = \"{evidence}\" }}\n"
        );
        house.file("long.toml", text);
        let ran = house.run(&["assess", "--answers", "long.toml", "--update", "--on", "2026-11-22"]);
        assert!(ran.code == Some(0) || ran.stderr.contains("it would be larger than 2 MiB"), "{}", ran.stderr);
        codes.push(ran.code);
    }
    assert_eq!(codes, [Some(0), Some(0), Some(1)]);
    let _ = house.run(&["report"]).exits(0);
    let _ = house.run(&["history", "check"]).exits(0);
    assert!(before.iter().all(|file| stored(&house).contains(file)));

    // A rubric in a folder has a bound on the whole.
    let comment = format!("# {}\n", "x".repeat(1_900_000));
    for at in 0..5 {
        house.file(&format!("large/{at}.toml"), &comment);
    }
    let refused = house.run(&["rubric", "check", "large"]).exits(3);
    assert!(refused.stderr.contains("together larger than 8 MiB"), "{refused}");
}

/// Somebody with one assessment of the worked example.
fn somebody(level: u8) -> House {
    let house = House::new();
    house.sample("worked-rubric.toml");
    house.file("a.toml", format!("rubric = \"worked-rubric.toml\"\n[ratings]\ndocker = {level}\nlinux = 1\n"));
    let _ = house.run(&["assess", "--answers", "a.toml"]).exits(0);
    let _ = house.run(&["plan", "done", "linux@2"]).exits(0);
    house
}

#[test]
fn answers_of_others_do_not_become_ones_own_unasked() {
    let (me, other) = (somebody(2), somebody(4));
    let before = stored(&me);
    let page = other.command(["report", "--format", "html"]).output().unwrap().stdout;
    for text in [exported(&other), String::from_utf8(page).unwrap()] {
        let refused = imported(&me, &text).exits(4);
        assert!(refused.stderr.contains("shares no assessment with what is here"), "{refused}");
        assert!(refused.stderr.contains("`--mine`"), "{refused}");
        assert_eq!(stored(&me), before);
    }
    // Thirty pages are not one person.
    let there = House::new();
    for level in 0..4_u8 {
        there.file(&format!("{level}.json"), exported(&somebody(level)));
    }
    let ran = there.run(&["import", "0.json", "1.json", "2.json", "3.json"]).exits(1);
    assert!(ran.stderr.contains("3 of 4 files could not be imported whole"), "{ran}");
    assert_eq!(there.files("assessments").len(), 1);

    // Who is asked may say so, and so may the command line; after that they share something.
    let asked = |answer: &str| {
        me.file("other.json", exported(&other));
        me.run_with(&["--accessible", "import", "other.json"], answer)
    };
    let refused = asked("1\n").exits(1);
    assert!(refused.stderr.contains("Whose answers are these?"), "{refused}");
    assert_eq!(stored(&me), before);
    let _ = asked("").exits(4);
    let _ = asked("2\n").exits(0);
    assert_eq!(me.files("assessments").len(), 2);
    let _ = imported(&me, &exported(&other)).exits(0);
    let _ = there.run(&["import", "--mine", "1.json", "2.json", "3.json"]).exits(0);
    assert_eq!(there.files("assessments").len(), 4);
}
