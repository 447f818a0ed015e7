//! JSON Resume, out and in.

use std::collections::BTreeSet;

use super::*;

/// As much of the schema of JSON Resume as it says of skills.
fn is_sound(resume: &Value) {
    for skill in resume["skills"].as_array().unwrap() {
        assert!(skill["name"].is_string() && skill["level"].is_string());
        assert!(skill["keywords"].as_array().unwrap().iter().all(Value::is_string));
    }
}

#[test]
fn strengths_go_into_a_resume_and_gaps_never() {
    let house = house();
    for person in PEOPLE {
        let text = written(&house, &["report", "--answers", person], "json-resume");
        let resume = json(&text);
        is_sound(&resume);
        let answers: toml::Table = fs::read_to_string(person).unwrap().parse().unwrap();
        let level = |id: &str| {
            let rating = &answers["ratings"][id];
            rating.as_integer().or_else(|| rating.get("level")?.as_integer()).unwrap_or(0)
        };
        let named: BTreeSet<&str> = resume["skills"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|entry| entry["x-skillgap"]["ids"].as_array().unwrap())
            .map(|id| id.as_str().unwrap())
            .collect();
        assert!(named.iter().all(|id| level(id) >= 3), "{named:?}");
        let strong = answers["ratings"].as_table().unwrap().keys().filter(|id| level(id) >= 3).count();
        assert_eq!(named.len(), strong, "every skill at 3 or more is named");
        for weak in ["None", "Aware", "gap"] {
            assert!(!text.contains(&format!("\"{weak}\"")), "{weak}");
        }
    }
}

#[test]
fn a_resume_keeps_what_is_its_own() {
    let house = house();
    let mine = r#"{
      "basics": { "name": "Ben", "label": "=1+1" },
      "skills": [
        { "name": "Cooking", "level": "Master" },
        { "name": "Old", "x-skillgap": {} },
        { "name": "Chess" }
      ],
      "x-mine": [1, 2.5, null]
    }"#;
    house.file("resume.json", mine);
    let merge = ["report", "--answers", PEOPLE[2], "--format", "json-resume", "--merge", "resume.json"];
    let merged = house.run(&merge).exits(0).stdout;
    assert_eq!(fs::read_to_string(house.path("resume.json")).unwrap(), mine, "only `-o` writes");
    let into = |file: &str| house.run(&[&merge[..], &["-o", file]].concat());
    let _ = into("resume.json").exits(0);
    let there = fs::read_to_string(house.path("resume.json")).unwrap();
    assert_eq!(there, merged);
    let (before, after) = (json(mine), json(&there));
    is_sound_but_mine(&after);
    assert_eq!((&after["basics"], &after["x-mine"]), (&before["basics"], &before["x-mine"]));
    let names: Vec<_> =
        after["skills"].as_array().unwrap().iter().map(|skill| skill["name"].as_str().unwrap()).collect();
    assert_eq!((names[0], names[1], *names.last().unwrap()), ("Cooking", "Programming", "Chess"));
    assert!(!names.contains(&"Old"));
    // Once more changes nothing.
    let _ = into("resume.json").exits(0);
    assert_eq!(fs::read_to_string(house.path("resume.json")).unwrap(), there);

    // Without it a résumé that somebody wrote is not touched.
    let alone = house.run(&["report", "--answers", PEOPLE[2], "--format", "json-resume", "-o", "resume.json"]);
    assert!(alone.exits(1).stderr.contains("holds more than skillgap wrote"));
    assert_eq!(fs::read_to_string(house.path("resume.json")).unwrap(), there);
}

fn is_sound_but_mine(resume: &Value) {
    let ours = resume["skills"].as_array().unwrap().iter().filter(|skill| skill.get("x-skillgap").is_some());
    is_sound(&serde_json::json!({ "skills": ours.collect::<Vec<_>>() }));
}

#[test]
fn a_file_that_is_no_resume_is_told() {
    let house = house();
    for (text, words) in [("{", "it is no JSON, from line 1"), ("[]", "no JSON object"), ("{\"skills\": 1}", "no list")]
    {
        house.file("resume.json", text);
        let merge = ["report", "--answers", PEOPLE[2], "--format", "json-resume", "--merge", "resume.json"];
        let ran = house.run(&merge).exits(1);
        assert!(ran.stderr.contains(words), "{ran}");
        assert_eq!(ran.stdout, "");
        let _ = house.run(&["suggest", "resume.json"]).exits(i32::from(!text.contains("skills")));
    }
}

const RESUME: &str = r#"{
  "skills": [
    { "name": "Databases", "level": "Advanced", "keywords": ["SQL", "Redis", "java"] },
    { "name": "Go", "level": "beginner" },
    { "name": "Web", "level": "somewhat", "keywords": ["HTTP"] }
  ],
  "work": [{
    "position": "Backend developer",
    "highlights": ["Go to meetings", "I love to go out", "Moved our JavaScript to Node.js, tests in REST Assured", 7]
  }],
  "projects": [{ "name": "x", "keywords": ["docker", "SQL"] }],
  "certificates": [{ "name": "Certified Kubernetes Administrator" }]
}"#;

#[test]
fn what_a_resume_suggests() {
    let house = house();
    house.file("resume.json", RESUME);
    insta::assert_snapshot!(house.run(&["suggest", "resume.json"]).exits(0).stdout, @"
    The résumé names 9 of 124 skills of Backend Developer.
    Suggestions to think about: nothing was recorded.

     Skill               Suggested Because of
    ─────────────────────────────────────────────────────────────────────────────
     Java                4 Strong  java (Advanced)
     JavaScript                    Moved our JavaScript to Node.js, tests in REST
                                   Assured
     Go                  2 Guided  Go (beginner), and 1 more
     SQL                 4 Strong  Databases (Advanced), and 2 more
     Redis               4 Strong  Redis (Advanced)
     HTTP                          HTTP (somewhat)
     Containers                    docker
     Kubernetes                    Certified Kubernetes Administrator
     Integration testing           Moved our JavaScript to Node.js, tests in REST
                                   Assured

    Next
      skillgap assess        answer for yourself
      skillgap explain java  what each level of a skill means
    ");
    insta::assert_snapshot!(written(&house, &["suggest", "resume.json"], "csv"), @r#"
    skill_id,skill,level,place,text,word
    java,Java,4,skills[0].keywords[2],java,Advanced
    javascript,JavaScript,,work[0].highlights[2],"Moved our JavaScript to Node.js, tests in REST Assured",
    go,Go,2,skills[1].name,Go,beginner
    go,Go,2,work[0].highlights[0],Go to meetings,
    sql,SQL,4,skills[0].name,Databases,Advanced
    sql,SQL,4,skills[0].keywords[0],SQL,Advanced
    sql,SQL,4,projects[0].keywords[1],SQL,
    redis,Redis,4,skills[0].keywords[1],Redis,Advanced
    http,HTTP,,skills[2].keywords[0],HTTP,somewhat
    containers,Containers,,projects[0].keywords[0],docker,
    kubernetes,Kubernetes,,certificates[0].name,Certified Kubernetes Administrator,
    integration-testing,Integration testing,,work[0].highlights[2],"Moved our JavaScript to Node.js, tests in REST Assured",
    "#);
    assert!(house.files("assessments").is_empty(), "nothing was recorded");
}

/// What we write into a résumé is found in it again.
#[test]
fn what_is_named_is_suggested() {
    let house = house();
    let text = written(&house, &["report", "--answers", PEOPLE[1]], "json-resume");
    house.file("resume.json", &text);
    let named: BTreeSet<String> = json(&text)["skills"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|entry| entry["x-skillgap"]["ids"].as_array().unwrap().clone())
        .map(|id| id.as_str().unwrap().to_owned())
        .collect();
    let suggested = json(&written(&house, &["suggest", "resume.json"], "json"));
    let found: BTreeSet<String> = suggested["skills"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skill| skill["skill"].as_str().unwrap().to_owned())
        .collect();
    assert!(named.is_subset(&found), "{:?}", named.difference(&found).collect::<Vec<_>>());
}
