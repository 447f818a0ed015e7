//! CSV, read by the `csv` crate.

use csv::{Reader, StringRecord};

use super::*;

/// A sheet that was read: each row by its column.
struct Sheet {
    head: StringRecord,
    rows: Vec<StringRecord>,
}

impl Sheet {
    fn read(text: &str) -> Self {
        let mut reader = Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(text.lines().count(), rows.len() + 1, "one line a row");
        assert!(text.ends_with('\n') && !text.contains('\r'));
        Self { head, rows }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.head.iter().position(|head| head == name).unwrap();
        self.rows.iter().map(|row| &row[at]).collect()
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).into_iter().filter(|cell| !cell.is_empty()).map(|cell| cell.parse().unwrap()).collect()
    }
}

#[test]
fn a_report_has_a_row_for_each_requirement_and_member() {
    let house = house();
    for person in PEOPLE {
        let command = ["report", "--answers", person];
        let sheet = Sheet::read(&written(&house, &command, "csv"));
        let report = json(&written(&house, &command, "json"));
        let requirements = report["requirements"].as_array().unwrap();
        let members = requirements.iter().map(|one| one["members"].as_array().map_or(0, Vec::len)).sum::<usize>();
        assert_eq!(sheet.rows.len(), requirements.len() + members);

        let kinds = sheet.column("kind");
        assert_eq!(kinds.iter().filter(|kind| **kind == "member").count(), members);
        let points: f64 = sheet.numbers("points").iter().sum();
        let low = report["readiness"]["low"].as_f64().unwrap();
        assert!((points + 100.0 * low - 100.0).abs() < 1e-9, "{points} points and {low} make a hundred");
        let gaps = sheet.column("standing").into_iter().filter(|standing| *standing == "gap").count();
        let mut priorities: Vec<usize> =
            sheet.column("priority").into_iter().filter_map(|cell| cell.parse().ok()).collect();
        priorities.sort_unstable();
        assert_eq!(priorities.len(), gaps);
        assert!(priorities.into_iter().eq(1..=gaps));
    }
}

#[test]
fn a_plan_has_a_row_for_each_step() {
    let house = lived_in();
    for more in [&[][..], &["--by", "2026-12-20"], &["--assume-lowest"]] {
        let command = [&["plan"], more].concat();
        let sheet = Sheet::read(&written(&house, &command, "csv"));
        let plan = json(&written(&house, &command, "json"));
        let count = |key: &str| plan[key].as_array().map_or(0, Vec::len);
        assert_eq!(sheet.rows.len(), count("steps") + count("done") + count("left_out") + count("hidden"));
        let steps: Vec<_> = plan["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
        let statuses = sheet.column("status");
        let of = |wanted: &str| {
            let rows = sheet.column("step_id").into_iter().zip(&statuses).filter(|(_, status)| **status == wanted);
            rows.map(|(id, _)| id).collect::<Vec<_>>()
        };
        assert_eq!(of("to do"), steps);
        assert_eq!(of("done"), ["docker@3"]);
    }
}

#[test]
fn every_listing_is_a_sheet() {
    let house = lived_in();
    let commands: [(&[&str], usize); 7] = [
        (&["progress"], 2),
        (&["history", "list"], 2),
        (&["history", "show", "latest"], 7),
        (&["target", "list"], 1),
        (&["target", "show", "mid"], 7),
        (&["rubric", "list"], 2),
        (&["target", "list", "--rubric", "backend-developer"], 20),
    ];
    for (command, rows) in commands {
        let text = written(&house, command, "csv");
        let sheet = Sheet::read(&text);
        assert_eq!(sheet.rows.len(), rows, "{command:?}\n{text}");
        let file = ["-o", "sheet.csv", "--force"];
        let _ = house.run(&[command, &file].concat()).exits(0);

        let there = fs::read_to_string(house.path("sheet.csv")).unwrap();
        assert_eq!(crate::support::steady(&there, &house.path("")), text);
        assert_eq!(written(&house, &[command, &["--bom"]].concat(), "csv"), format!("\u{feff}{text}"));
    }
}

#[test]
fn what_a_person_wrote_is_no_formula() {
    let house = lived_in();
    let answers = Sheet::read(&written(&house, &["history", "show", "latest"], "csv"));
    assert!(answers.column("evidence").contains(&"'=my link"));
    assert!(Sheet::read(&written(&house, &["report"], "csv")).column("evidence").contains(&"'=my link"));
    for command in [&["report", "--redact"][..], &["history", "show", "latest", "--redact"]] {
        let redacted = Sheet::read(&written(&house, command, "csv"));
        assert!(redacted.column("evidence").iter().all(|cell| cell.is_empty()), "{command:?}");
    }
}

#[test]
fn a_sheet_without_rows_has_its_head() {
    let house = House::new();
    insta::assert_snapshot!(written(&house, &["history", "list"], "csv"), @"id,assessed,rubric_id,rubric_version,rubric_digest,target,answered");
}

#[test]
fn the_worked_example_as_a_sheet() {
    let house = house();
    house.file(
        "dated.toml",
        format!("on = 2026-11-22\n{}", fs::read_to_string("tests/data/worked-answers.toml").unwrap()),
    );
    let worked = ["--answers", "dated.toml", "--rubric", "worked-rubric.toml"];
    insta::assert_snapshot!(written(&house, &[&["report"], &worked[..]].concat(), "csv"), @"
    area_id,area,kind,id,title,group_id,state,level,lowest,highest,you,required,gap,weight,essential,attainment_low,attainment_high,points,priority,standing,answered,evidence,target,assessed,rubric,floor,floor_met,help
    all,All,skill,go,Go,,rated,3,3,3,3 Independent,4,1,5,false,0.75,0.75,6.944444444444445,2,gap,2026-11-22,,mid,2026-11-22,worked 1.0.0,0,true,
    all,All,skill,sql,SQL,,rated,3,3,3,3 Independent,3,0,4,true,1,1,0,,met,2026-11-22,,mid,2026-11-22,worked 1.0.0,3,true,
    all,All,skill,docker,Docker,,rated,1,1,1,1 Aware,3,2,2,false,0.3333333333333333,0.3333333333333333,7.407407407407407,1,gap,2026-11-22,,mid,2026-11-22,worked 1.0.0,0,true,
    all,All,skill,testing,Testing,,rated,5,5,5,5 Expert,3,0,3,false,1,1,0,,met,2026-11-22,,mid,2026-11-22,worked 1.0.0,0,true,
    all,All,group,broker,A message broker,,,,,,Kafka 1 Aware,2,1,2,false,0.5,0.5,5.555555555555555,3,gap,,,mid,2026-11-22,worked 1.0.0,0,true,
    all,All,member,kafka,Kafka,broker,rated,1,1,1,1 Aware,,,,,,,,,,2026-11-22,,mid,2026-11-22,worked 1.0.0,,,
    all,All,member,rabbitmq,RabbitMQ,broker,rated,0,0,0,0 None,,,,,,,,,,2026-11-22,,mid,2026-11-22,worked 1.0.0,,,
    all,All,skill,linux,Linux,,unanswered,,1,5,not answered (1 to 5),2,0,2,false,0.5,1,5.555555555555555,,open,,,mid,2026-11-22,worked 1.0.0,0,true,
    all,All,skill,kubernetes,Kubernetes,,not-applicable,,,,not applicable,2,0,1,false,,,0,,not-applicable,2026-11-22,,mid,2026-11-22,worked 1.0.0,0,,
    ");
    insta::assert_snapshot!(written(&house, &[&["plan"], &worked[..]].concat(), "csv"), @r#"
    name,area,status,priority,due,hours,link,step_id,skill_id,level,starts,done,points,assumed,after,reason,goal,practice,target,rubric
    "Docker, 2 Guided",All,to do,1,2026-12-04,6.5,,docker@2,docker,2,2026-11-23,,3.7037037037037037,false,,Mid-level asks for it,I wrote a Dockerfile.,,mid,worked 1.0.0
    "Docker, 3 Independent",All,to do,2,2026-12-20,8.5,,docker@3,docker,3,2026-12-04,,3.7037037037037037,false,docker@2,Mid-level asks for it,I cut an image's size.,,mid,worked 1.0.0
    "Kafka, 2 Guided",All,to do,3,2027-01-24,19.5,,kafka@2,kafka,2,2026-12-20,,5.555555555555555,false,,"Mid-level asks for one of ""A message broker""",I wrote a consumer.,,mid,worked 1.0.0
    "Go, 4 Strong",All,to do,4,2027-04-14,44,,go@4,go,4,2027-01-24,,6.944444444444445,false,,Mid-level asks for it,I tuned a Go service.,,mid,worked 1.0.0
    "#);
}
