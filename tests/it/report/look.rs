use super::*;
use skillgap::report::{explain, rubric as rubrics, target};
use std::collections::BTreeMap;
#[test]
fn look() {
    let rubric = bundled();
    let answers = Answers::of(&rubric, &somebody(&rubric).ratings);
    let all: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
    for id in ["containers", "language"] {
        let Ok(subject) = rubric.find(id) else {
            println!("no {id}");
            continue;
        };
        let one = explain::explain(&rubric, subject, Some(&answers), &all);
        println!("{}", explain::terminal(&one, style(80)));
        println!("{}", explain::terminal(&one, style(44)));
        println!("{}", explain::markdown(&one));
        println!("{}", explain::json(&one));
    }
    let list = target::targets(&rubric, Some(&answers), &BTreeMap::new());
    println!("{}", target::list_terminal(&list, style(80)));
    println!("{}", target::list_terminal(&list, style(44)));
    println!("{}", target::list_markdown(&list));
    println!("{}", target::list_json(&list));
    let one = target::target(&rubric, all[1], Some(&answers), None);
    println!("{}", target::terminal(&one, style(80)));
    println!("{}", target::markdown(&one));
    println!("{}", target::json(&one).chars().take(1500).collect::<String>());
    let o = rubrics::overview(&rubric);
    println!("{}", rubrics::terminal(&o, style(80)));
    println!("{}", rubrics::markdown(&o).chars().take(1500).collect::<String>());
    let l = rubrics::rubrics(&[rubrics::Listed {
        id: "backend-developer".into(),
        title: "Backend Developer".into(),
        version: "1.0.0".into(),
        skills: 80,
        targets: 4,
        origin: "bundled".into(),
    }]);
    println!("{}", rubrics::list_terminal(&l, style(80)));
}
