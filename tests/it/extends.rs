//! Rubrics on top of others.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use proptest::prelude::*;
use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::json::to_json;
use skillgap::rubric::{Layers, Rubric, hints, read, read_layers};

use crate::support::House;

const BASE: &str = r#"
id = "base"
title = "Base"
version = "1.0.0"
scale = [{ name = "None" }, { name = "Some" }, { name = "Much" }]
areas = [{ id = "all", title = "All" }]

[[skills]]
id = "sql"
title = "SQL"
area = "all"
aliases = ["structured query language"]
anchors = ["I read a query.", "I wrote a join."]
hours = [10, 13]

[[skills]]
id = "go"
title = "Go"
area = "all"
anchors = ["I read Go.", "I wrote Go."]
hours = [20, 26]
requires = [{ level = 2, skill = "sql", at = 1 }]

[[skills]]
id = "rust"
title = "Rust"
area = "all"
anchors = ["I read Rust.", "I wrote Rust."]
hours = [20, 26]

[[groups]]
id = "language"
title = "A language"
area = "all"
choose = 2
skills = ["go", "rust"]

[[targets]]
id = "junior"
title = "Junior"
kind = "ladder"
rank = 1
requires = [{ skill = "sql", level = 1, weight = 4, essential = true }, { group = "language", level = 2 }]

[[targets]]
id = "dba"
title = "Database administrator"
kind = "switch"
after = "junior"
requires = [{ skill = "sql", level = 2 }]

[[projects]]
id = "shop"
title = "A shop"
hours = 10
raises = [{ skill = "sql", to = 2 }]

[[guides]]
id = "ways-in"
title = "Ways in"
kind = "route"
targets = ["junior"]
text = ["Begin."]
"#;

fn layers(over: &str, base: &str) -> Layers {
    let source = |name: &str, text: &str| Source { name: name.to_owned(), text: text.to_owned() };
    let over = format!("id = \"ours\"\ntitle = \"Ours\"\nversion = \"1.0.0\"\nextends = \"./base.toml\"\n{over}");
    let mut layers = Layers::new(vec![source("ours.toml", &over)]);
    assert_eq!(layers.missing().unwrap().name, "./base.toml");
    layers.lay_under(vec![source("base.toml", base)]);
    assert_eq!(layers.missing(), None);
    layers
}

#[track_caller]
fn laid(over: &str) -> (Rubric, Layers) {
    let layers = layers(over, BASE);
    let shown = |problems: Vec<_>| panic!("\n{}", diagnostic::render(&problems, layers.sources(), Ink::Plain));
    (read_layers(&layers).unwrap_or_else(shown), layers)
}

fn refused(over: &str) -> String {
    let layers = layers(over, BASE);
    diagnostic::render(&read_layers(&layers).unwrap_err(), layers.sources(), Ink::Plain)
}

/// The JSON of a rubric under the name of the base, so that only what matters differs.
fn as_base(rubric: &Rubric) -> String {
    to_json(rubric).replace("\"ours\"", "\"base\"").replace("\"Ours\"", "\"Base\"")
}

fn base() -> Rubric {
    read(&[Source { name: "base.toml".to_owned(), text: BASE.to_owned() }]).unwrap()
}

fn gone(layers: &Layers) -> Vec<String> {
    layers
        .gone()
        .into_iter()
        .map(|gone| format!("{}: {} {} `{}`", gone.removed, gone.what, gone.kind, gone.id))
        .collect()
}

#[test]
fn laying_nothing_over_changes_nothing() {
    assert_eq!(as_base(&laid("").0), to_json(&base()));
}

#[test]
fn a_table_replaces_the_keys_it_names_and_keeps_the_others() {
    let (rubric, _) = laid("[[skills]]\nid = \"sql\"\ntitle = \"SQL at work\"\n");
    let expected = to_json(&base()).replace("\"SQL\"", "\"SQL at work\"");
    assert_eq!(as_base(&rubric), expected);
}

#[test]
fn a_table_with_a_new_id_adds() {
    let (rubric, _) = laid(
        "[[skills]]\nid = \"train\"\ntitle = \"Train\"\narea = \"all\"\nanchors = [\"I saw it.\", \"I ran it.\"]\nhours = [1, 2]\n",
    );
    let ids: Vec<_> = rubric.skills().map(|(_, skill)| skill.id.to_string()).collect();
    assert_eq!(ids, ["sql", "go", "rust", "train"]);
}

#[test]
fn requirements_merge_by_what_they_are_about() {
    let (rubric, _) = laid(
        "[[targets]]\nid = \"junior\"\nrequires = [{ skill = \"sql\", level = 2 }, { group = \"language\", drop = true }, { skill = \"rust\", level = 1 }]\n",
    );
    let junior = &rubric[rubric.target("junior").unwrap()];
    let asked: Vec<_> =
        junior.requires.iter().map(|it| (rubric.subject_id(it.subject).as_str(), it.level.get())).collect();
    assert_eq!(asked, [("sql", 2), ("rust", 1)]);
    assert_eq!((junior.requires[0].weight, junior.requires[0].essential), (4, true));
}

#[test]
fn what_refers_to_what_is_removed_goes_too() {
    let (rubric, layers) = laid("remove = [\"go\", \"junior\"]\n");
    let language = &rubric[rubric.groups().next().unwrap().0];
    assert_eq!((language.members.len(), language.choose), (1, 1));
    let dba = &rubric[rubric.target("dba").unwrap()];
    assert_eq!(dba.after, None);
    assert_eq!(rubric.guides().len(), 0, "a guide for no target would be one for all");
    assert_eq!(
        gone(&layers),
        [
            "go: a place in group `language`",
            "junior: a mention in guide `ways-in`",
            "junior: the whole of guide `ways-in`",
            "junior: the starting point of target `dba`",
        ]
    );
}

/// A base that says all that a rubric can say of groups, floors and readers.
const RICH: &str = r#"
id = "rich"
title = "Rich"
version = "1.0.0"
scale = [{ name = "None" }, { name = "Some" }, { name = "Much" }]
hours = [2, 8]
areas = [{ id = "all", title = "All" }]

[[skills]]
id = "go"
title = "Go"
area = "all"
aliases = ["Golang"]
covers = ["TinyGo"]
wordlike = ["Go", "TinyGo"]
concepts = ["goroutine"]

[[skills]]
id = "rust"
title = "Rust"
area = "all"

[[skills]]
id = "testing"
title = "Testing"
area = "all"
weeks = [0, 4]
anchors = ["", "- I tested.\n- I fixed."]
requires = [{ level = 1, group = "language", at = 1 }, { level = 2, skill = "go", at = 1 }]
resources = [
  { title = "For all" },
  { title = "For Go", for = ["go"] },
  { title = "For both", for = ["go", "rust"] },
]

[[groups]]
id = "language"
title = "A language"
area = "all"
skills = ["go", "rust"]

[[targets]]
id = "mid"
title = "Mid"
kind = "switch"
requires = [
  { skill = "testing", level = 2, weight = 3, floor = 2 },
  { group = "language", level = 2, floor = 1 },
]

[[projects]]
id = "shop"
title = "A shop"
hours = 10
raises = [{ skill = "testing", to = 2 }]
resources = [{ title = "In Go", for = ["go"] }, { title = "In Rust", for = ["rust"] }]
"#;

fn on_rich(over: &str) -> (serde_json::Value, Vec<String>) {
    let layers = layers(over, RICH);
    let drawn = |problems: Vec<_>| panic!("\n{}", diagnostic::render(&problems, layers.sources(), Ink::Plain));
    let rubric = read_layers(&layers).unwrap_or_else(drawn);
    (serde_json::from_str(&to_json(&rubric)).unwrap(), gone(&layers))
}

#[test]
fn every_key_goes_on_as_it_is() {
    let layers = layers("", RICH);
    let on_top = to_json(&read_layers(&layers).unwrap());
    let rich = to_json(&read(&[Source { name: "rich.toml".to_owned(), text: RICH.to_owned() }]).unwrap());
    assert_eq!(on_top.replace("\"ours\"", "\"rich\"").replace("\"Ours\"", "\"Rich\""), rich);
}

#[test]
fn with_a_group_go_the_prerequisites_on_it() {
    let (rubric, gone) = on_rich("remove = [\"language\"]\n");
    assert_eq!(rubric["skills"][2]["requires"], serde_json::json!([{ "level": 2, "skill": "go", "at": 1 }]));
    assert_eq!(gone, ["language: a prerequisite of skill `testing`", "language: the requirement of target `mid`"]);
}

#[test]
fn with_a_skill_go_the_resources_that_are_for_it_alone() {
    let (rubric, gone) = on_rich("remove = [\"go\"]\n");
    let titles: Vec<_> = rubric["skills"][1]["resources"].as_array().unwrap().iter().map(|it| &it["title"]).collect();
    assert_eq!(titles, ["For all", "For both"]);
    assert_eq!(rubric["skills"][1]["resources"][1]["for"], serde_json::json!(["rust"]));
    assert_eq!(rubric["projects"][0]["resources"].as_array().unwrap().len(), 1);
    assert_eq!(
        gone,
        [
            "go: a prerequisite of skill `testing`",
            "go: a place in group `language`",
            "go: a resource of skill `testing`",
            "go: an entry of `for` in skill `testing`",
            "go: a resource of project `shop`",
        ]
    );
}

#[test]
fn new_keys_are_replaced_like_the_others() {
    let (rubric, _) = on_rich(
        "hours = [1, 1]\n[[skills]]\nid = \"testing\"\nweeks = [1, 1]\nanchors = [\"I tested.\", \"\"]\nhours = [3, 3]\n\
         requires = [{ level = 1, group = \"language\", at = 2 }]\n[[skills]]\nid = \"go\"\nconcepts = []\n\
         [[targets]]\nid = \"mid\"\nrequires = [{ skill = \"testing\", floor = 1 }, { group = \"language\", essential = true }]\n",
    );
    assert_eq!((&rubric["hours"], &rubric["skills"][0].get("hours")), (&serde_json::json!([1, 1]), &None));
    let testing = &rubric["skills"][2];
    assert_eq!((&testing["weeks"], &testing["hours"]), (&serde_json::json!([1, 1]), &serde_json::json!([3, 3])));
    assert_eq!(testing["anchors"], serde_json::json!(["I tested.", ""]));
    assert_eq!(testing["requires"], serde_json::json!([{ "level": 1, "group": "language", "at": 2 }]));
    assert_eq!(rubric["skills"][0].get("concepts"), None);
    let requires = &rubric["targets"][0]["requires"];
    assert_eq!((&requires[0]["floor"], &requires[1]["essential"]), (&1.into(), &true.into()));
}

/// What a rubric on top changes takes along what the base says of the very same thing, instead of a fault in the base.
#[test]
fn what_was_said_of_the_old_goes_with_it() {
    let lower = "[[targets]]\nid = \"mid\"\nrequires = [{ skill = \"testing\", level = 1 }]\n";
    assert_eq!(on_rich(lower).0["targets"][0]["requires"][0]["floor"], 1, "the floor comes down with the level");
    let renamed = "[[skills]]\nid = \"go\"\ntitle = \"The Go language\"\ncovers = [\"GopherJS\"]\n";
    assert_eq!(on_rich(renamed).0["skills"][0]["wordlike"], serde_json::json!(["Go"]), "`go` is its id still");
}

#[test]
fn what_is_left_empty_goes_too() {
    let (rubric, layers) = laid(
        "remove = [\"sql\", \"go\", \"rust\"]\n[[skills]]\nid = \"own\"\ntitle = \"Own\"\narea = \"all\"\nanchors = [\"I a.\", \"I b.\"]\nhours = [1, 1]\n[[targets]]\nid = \"here\"\ntitle = \"Here\"\nkind = \"switch\"\nrequires = [{ skill = \"own\", level = 1 }]\n",
    );
    assert_eq!((rubric.skills().len(), rubric.groups().len(), rubric.projects().len()), (1, 0, 0));
    let targets: Vec<_> = rubric.targets().map(|(_, target)| target.id.to_string()).collect();
    assert_eq!(targets, ["here"]);
    assert!(gone(&layers).contains(&"rust: the whole of target `junior`".to_owned()), "{:?}", gone(&layers));
}

#[test]
fn mistakes_are_drawn_where_they_are_made() {
    insta::assert_snapshot!(refused(
        "remove = [\"golang\", \"rust\", \"rust\", \"sql\"]\n[[skills]]\nid = \"sql\"\ntitle = \"SQL\"\n\
         [[targets]]\nid = \"junior\"\nrequires = [{ skill = \"rust\", level = 1, drop = true }, { group = \"language\", drop = 1 }]\n"
    ));
}

#[test]
fn answers_are_kept_by_id_so_it_needs_one_of_its_own() {
    let source = |name: &str, text: &str| Source { name: name.to_owned(), text: text.to_owned() };
    for (own, said) in [("", "no `id` of its own"), ("id = \"base\"\n", "the id of a rubric that this one extends")] {
        let mut layers = Layers::new(vec![source("ours.toml", &format!("{own}extends = \"./base.toml\"\n"))]);
        layers.lay_under(vec![source("base.toml", BASE)]);
        let problems = read_layers(&layers).unwrap_err();
        assert!(problems.iter().any(|problem| problem.message.contains(said)), "{problems:?}");
    }
}

#[test]
fn the_program_finds_bases_by_id_and_by_path() {
    let house = House::new();
    house.file("rubrics/base.toml", BASE);
    house.file("rubrics/ours.toml", "id = \"ours\"\nextends = \"base.toml\"\nremove = [\"shop\"]\n");
    house.file(
        "top.toml",
        "id = \"top\"\nextends = \"rubrics/ours.toml\"\n[[skills]]\nid = \"sql\"\ntitle = \"Queries\"\n",
    );
    let check = house.run(&["rubric", "check", "top.toml"]);
    assert_eq!(
        (check.code, check.stdout.as_str()),
        (Some(0), "top.toml: sound: 3 skills, 2 targets\n"),
        "{}",
        check.stderr
    );
    let origin = house.run(&["rubric", "show", "top.toml", "sql", "--origin"]);
    insta::assert_snapshot!(origin.stdout, @r"
    top.toml:4:6: skills.sql.id
    top.toml:5:9: skills.sql.title
    rubrics/base.toml:11:8: skills.sql.area
    rubrics/base.toml:12:11: skills.sql.aliases
    rubrics/base.toml:13:11: skills.sql.anchors
    rubrics/base.toml:14:9: skills.sql.hours
    ");
    house.file("acme.toml", "id = \"acme\"\nextends = \"backend-developer\"\nremove = [\"kubernetes\"]\n");
    assert_eq!(house.run(&["rubric", "check", "acme.toml"]).code, Some(0));
}

#[test]
fn a_base_that_is_not_there_is_said_in_its_place() {
    let house = House::new();
    house.file("one.toml", "id = \"one\"\nextends = \"two.toml\"\n");
    house.file("two.toml", "id = \"two\"\nextends = \"one.toml\"\n");
    house.file("typo.toml", "id = \"typo\"\nextends = \"backend-develper\"\n");
    house.file("lost.toml", "id = \"lost\"\nextends = \"./nowhere.toml\"\n");
    let ran = house.run(&["rubric", "check", "one.toml", "typo.toml", "lost.toml"]);
    assert_eq!(ran.code, Some(3));
    insta::assert_snapshot!(ran.stderr);
}

#[test]
fn a_rubric_that_extends_is_answered_like_any_other() {
    let house = House::new();
    house.file("base.toml", BASE);
    house.file("ours.toml", "id = \"ours\"\ntitle = \"Ours\"\nextends = \"base.toml\"\n");
    house.file("answers.toml", "rubric = \"ours.toml\"\ntarget = \"junior\"\n[ratings]\nsql = 1\ngo = 2\nrust = 1\n");
    assert_eq!(house.run(&["assess", "--answers", "answers.toml"]).code, Some(0));
    // The stored copy is whole: it judges without the files that it was made from.
    fs::remove_file(house.path("base.toml")).unwrap();
    fs::remove_file(house.path("ours.toml")).unwrap();
    let report = house.run(&["report", "--format", "json"]);
    assert!(report.stdout.contains("\"id\": \"ours\""), "{}{}", report.stdout, report.stderr);
}

fn subjects(rubric: &Rubric) -> Vec<String> {
    let skills = rubric.skills().map(|(_, it)| it.id.to_string());
    let groups = rubric.groups().map(|(_, it)| it.id.to_string());
    let targets = rubric.targets().map(|(_, it)| it.id.to_string());
    let projects = rubric.projects().map(|(_, it)| it.id.to_string());
    skills.chain(groups).chain(targets).chain(projects).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is removed from the bundled rubric, what is left is sound and nothing of what stays has changed but for
    /// what referred to it.
    #[test]
    fn anything_can_be_removed(drawn in prop::collection::vec(any::<prop::sample::Index>(), 1..30)) {
        let bundled = Layers::new(builtin("backend-developer").unwrap().sources());
        let whole = read_layers(&bundled).unwrap();
        let all = subjects(&whole);
        let mut removed: Vec<_> = drawn.iter().map(|at| at.get(&all).clone()).collect();
        removed.sort();
        removed.dedup();
        let list: Vec<_> = removed.iter().map(|id| format!("\"{id}\"")).collect();
        let text = format!("id = \"less\"\nextends = \"backend-developer\"\nremove = [{}]\n", list.join(", "));
        let mut layers = Layers::new(vec![Source { name: "less.toml".to_owned(), text }]);
        prop_assert_eq!(layers.missing(), None);
        let left = read_layers(&layers).map_err(|problems| {
            TestCaseError::fail(diagnostic::render(&problems, layers.sources(), Ink::Plain))
        })?;
        let there = subjects(&left);
        prop_assert!(removed.iter().all(|id| !there.contains(id)));
        // A group goes with the last of its members.
        for (_, group) in whole.groups().filter(|(_, group)| !there.contains(&group.id.to_string())) {
            let mut members = group.members.iter().map(|member| whole[*member].id.to_string());
            prop_assert!(removed.contains(&group.id.to_string()) || members.all(|id| removed.contains(&id)));
        }
        for (_, skill) in left.skills() {
            let before = &whole[whole.skill(skill.id.as_str()).unwrap()];
            prop_assert_eq!(&skill.title, &before.title);
            let kept = |rubric: &Rubric, skill: &skillgap::rubric::Skill| -> Vec<_> {
                let needs = skill.requires.iter().map(|it| (it.level, rubric.subject_id(it.subject).to_string(), it.at));
                needs.filter(|(_, id, _)| there.contains(id)).collect()
            };
            prop_assert_eq!(kept(&left, skill), kept(&whole, before));
        }
    }
}

#[test]
fn what_is_left_empty_may_be_written_anew() {
    let (rubric, _) = laid(
        "remove = [\"go\", \"rust\", \"sql\"]\n[[skills]]\nid = \"zig\"\ntitle = \"Zig\"\narea = \"all\"\nanchors = [\"I a.\", \"I b.\"]\nhours = [1, 1]\n\
         [[groups]]\nid = \"language\"\nchoose = 1\nskills = [\"zig\"]\n[[targets]]\nid = \"dba\"\nrequires = [{ skill = \"zig\", level = 1 }]\n",
    );
    let junior = &rubric[rubric.target("junior").unwrap()];
    assert_eq!(junior.requires.len(), 1, "the requirement of the group stays with the group");
    assert_eq!(rubric[rubric.target("dba").unwrap()].title, "Database administrator");
}

#[test]
fn with_an_area_goes_what_is_in_it() {
    let base = BASE.replace(
        "{ id = \"all\", title = \"All\" }",
        "{ id = \"all\", title = \"All\" }, { id = \"tongues\", title = \"Tongues\" }",
    );
    let base = base.replace(
        "id = \"rust\"\ntitle = \"Rust\"\narea = \"all\"",
        "id = \"rust\"\ntitle = \"Rust\"\narea = \"tongues\"",
    );
    let layers = layers("remove = [\"tongues\"]\n", &base);
    let rubric = read_layers(&layers).unwrap();
    assert_eq!((rubric.areas().len(), rubric.skills().len()), (1, 2));
    assert_eq!(gone(&layers), ["tongues: the whole of skill `rust`", "tongues: a place in group `language`"]);
}

#[test]
fn hints_see_what_a_rubric_does_to_its_base() {
    let hinted = |over: &str| -> Vec<String> {
        let more = "[[targets]]\nid = \"senior\"\ntitle = \"Senior\"\nkind = \"ladder\"\nrank = 2\nrequires = [{ skill = \"sql\", level = 2, essential = true }, { group = \"language\", level = 2 }]\n";
        let layers = layers(over, &format!("{BASE}{more}"));
        let rubric = read_layers(&layers).unwrap();
        hints(&layers, &rubric).iter().map(|hint| hint.code.as_str().to_owned()).collect()
    };
    assert_eq!(hinted(""), [""; 0], "what the base does is not ours");
    let drop = "[[targets]]\nid = \"senior\"\nrequires = [{ group = \"language\", drop = true }]\n";
    assert_eq!(hinted(drop), ["steps-down"]);
    let skill = |n: usize| {
        format!(
            "[[skills]]\nid = \"s{n}\"\ntitle = \"S{n}\"\narea = \"all\"\nanchors = [\"I saw it.\", \"I did it.\"]\nhours = [1, 1]\npractice = [\"See.\", \"Do.\"]\n"
        )
    };
    let use_all: Vec<_> = (0..10).map(|n| format!("{{ skill = \"s{n}\", level = 1 }}")).collect();
    let many = (0..10).map(skill).collect::<String>();
    let many = format!("{many}[[targets]]\nid = \"dba\"\nrequires = [{}]\n", use_all.join(", "));
    assert_eq!(hinted(&many), ["crowded-area"]);
}

#[test]
fn no_layer_has_the_id_of_one_below_it() {
    let source = |name: &str, text: &str| Source { name: name.to_owned(), text: text.to_owned() };
    let mut layers = Layers::new(vec![source("top.toml", "id = \"base\"\nextends = \"./ours.toml\"\n")]);
    layers.lay_under(vec![source("ours.toml", "id = \"ours\"\nextends = \"./base.toml\"\n")]);
    layers.lay_under(vec![source("base.toml", BASE)]);
    let problems = read_layers(&layers).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem.place.file == 0 && problem.message.contains("`base`")),
        "{problems:?}"
    );
}

#[test]
fn standard_input_cannot_be_extended() {
    let house = House::new();
    house.file("ours.toml", "id = \"ours\"\nextends = \"-\"\n");
    let ran = house.run_with(&["rubric", "check", "ours.toml"], BASE);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stdout.contains("`extends` cannot name standard input"), "{ran}");
}

#[test]
fn every_key_of_a_merged_requirement_has_its_own_place() {
    let house = House::new();
    house.file("base.toml", BASE);
    house.file(
        "ours.toml",
        "id = \"ours\"\nextends = \"./base.toml\"\n[[targets]]\nid = \"junior\"\nrequires = [{ skill = \"sql\", weight = 9 }]\n",
    );
    let origin = house.run(&["rubric", "show", "ours.toml", "junior", "--origin"]);
    insta::assert_snapshot!(origin.stdout);
    let json = house.run(&["rubric", "show", "ours.toml", "ways-in", "--origin", "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json[0]["path"], &json[0]["file"]), (&"guides.ways-in.id".into(), &"./base.toml".into()));
}

#[test]
fn a_single_bracket_is_one_fault() {
    let house = House::new();
    house.file("ours.toml", "id = \"ours\"\nextends = \"backend-developer\"\n[areas]\nid = \"own\"\ntitle = \"Own\"\n");
    let ran = house.run(&["rubric", "check", "ours.toml"]);
    insta::assert_snapshot!(ran.stdout);
}
