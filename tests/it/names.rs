//! Names that postings and roadmaps use, as they write them: each leads to its skill or group.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use skillgap::rubric::{Rubric, builtin::builtin, fold, read};

/// What the rubric does not hold, and why not.
const ELSEWHERE: [(&str, &str); 3] = [
    ("ETL, Datawarehouses", "two skills side by side; both are suggested"),
    ("Working with Data", "everything that a backend does"),
    ("tool knowledge", "no tool in particular"),
];

fn rubric() -> &'static Rubric {
    static READ: LazyLock<Rubric> = LazyLock::new(|| read(&builtin("backend-developer").unwrap().sources()).unwrap());
    &READ
}

fn found(name: &str) -> Result<&'static str, Vec<&'static str>> {
    rubric().find(name).map(|subject| rubric().subject_id(subject).as_str())
}

/// Lines of a name and, behind a tab, where it leads: the id of a skill or group, or `outside` the rubric.
fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../names/postings-and-roadmaps.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap())
}

#[test]
fn every_name_leads_where_it_belongs() {
    for (name, to) in listed() {
        let found = found(name);
        match to {
            "outside" => assert!(found.is_err(), "{name} is {found:?}"),
            id => assert_eq!(found.unwrap_or_default(), id, "{name}"),
        }
    }
    assert!(listed().count() > 200);
    for (name, why) in ELSEWHERE {
        assert!(found(name).is_err(), "{name} is found, though it is {why}");
    }
}

#[test]
fn spellings_are_one_name() {
    for (id, spellings) in [
        ("domain-driven-design", &["Domain Driven Design", "DOMAIN-DRIVEN DESIGN", "domain driven designs"][..]),
        ("continuous-delivery", &["CI / CD", "CI/CD", "ci cd", "CICD", "CI-CD"]),
        ("realtime-apis", &["Web Sockets", "websocket", "WebSockets"]),
        ("authorization", &["Role Based Access Control (RBAC)", "RBAC", "role-based access control"]),
        ("rails", &["Ruby (on Rails)", "Ruby on Rails", "ruby-on-rails", "Rails"]),
        ("infrastructure-as-code", &["Infrastructure as Code - IaC", "IaC", "Infrastructure-as-Code (IaC)"]),
        ("git", &["Git and GitHub", "GIT", "Git/GitHub"]),
        ("kubernetes", &["GKE / EKS / AKS", "K8S", "Amazon EKS (Kubernetes)"]),
        ("go", &["Golang", "GO", "Go (Golang)", "golang/Go"]),
        ("javascript", &["NodeJS", "Node.js", "node js", "JavaScript / Node.js"]),
        ("csharp", &["C#", "C sharp", "c #", "C-Sharp", "ＣＳＨＡＲＰ"]),
        ("csharp", &[".NET", "dotnet", ".NET Core"]),
        ("cpp", &["C++", "c++", "CPP", "C/C++"]),
        ("other-language", &["C", "Objective C", "F#", "Erlang / OTP"]),
        ("jvm-language", &["Java / Kotlin / Scala", "Java or Kotlin"]),
        ("language", &["Python or Java", "Go/Rust"]),
        ("http", &["What is HTTP?", "HTTP basics", "Understand HTTP"]),
    ] {
        for spelling in spellings {
            assert_eq!(found(spelling), Ok(id), "{spelling}");
        }
    }
    assert!(found("NET").is_err() && found("+").is_err() && found("/").is_err() && found("").is_err());
}

/// A suggestion is a name like the one typed, not one that shares a few letters.
#[test]
fn suggestions_make_sense() {
    for (typed, near) in [
        ("kuberntes", &["kubernetes"][..]),
        ("postgresq", &["postgresql"]),
        ("pyhton", &["python"]),
        ("javasript", &["javascript"]),
        ("rabitmq", &["rabbitmq"]),
        ("ETL, Datawarehouses", &["data-pipelines", "data-warehousing"]),
        ("business logic", &["domain-driven-design"]),
        ("Salesforce", &[]),
        ("Ceph", &[]),
        ("Netty", &[]),
        ("Figma", &[]),
        ("TensorFlow", &[]),
    ] {
        assert_eq!(found(typed).unwrap_err(), near, "{typed}");
    }
}

/// No two skills have names that fold to the same, but where one only looks like the plural of the other: the spelling as
/// it is typed goes first.
const LOOKS_LIKE_A_PLURAL: [&str; 1] = ["SSRS"];

#[test]
fn no_two_names_are_spellings_of_each_other() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (_, skill) in rubric().skills() {
        let names = skill.aliases.iter().chain(&skill.covers).chain([&skill.title]);
        let names = names.map(String::as_str).chain([skill.id.as_str()]);
        for name in names.filter(|name| !LOOKS_LIKE_A_PLURAL.contains(name)) {
            let owner = owners.entry(fold(name)).or_insert(skill.id.as_str());
            assert_eq!(*owner, skill.id.as_str(), "{name}");
        }
    }
    assert_eq!((found("ssrs"), found("SSR")), (Ok("sql-server"), Ok("frontend-framework")));
}
