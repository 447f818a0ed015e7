//! Everything that the career-path document names is in the bundled rubric, and found by that name.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use skillgap::document::Source;
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Rubric, Subject, TargetKind, Thing, read};

use crate::support::House;

/// What the document calls technical: languages, frameworks, databases, tools, practices.
const TECHNOLOGY: &[(&str, &[&str])] = &[
    ("java", &["Java"]),
    ("python", &["Python"]),
    ("javascript", &["JavaScript", "Node.js", "MEAN stack", "MERN stack"]),
    ("csharp", &["C#", ".NET", ".NET Core", ".NET Framework"]),
    ("ruby", &["Ruby"]),
    ("go", &["Go", "Golang"]),
    ("php", &["PHP"]),
    ("algorithms", &["algorithms", "data structures"]),
    ("code-quality", &["code quality", "code refactoring"]),
    ("debugging", &["debugging", "troubleshooting"]),
    ("spring-boot", &["Spring Boot", "Spring Framework", "Spring"]),
    ("django", &["Django"]),
    ("flask", &["Flask"]),
    ("fastapi", &["FastAPI"]),
    ("express", &["Express.js", "NestJS", "Koa.js"]),
    ("aspnet-core", &["ASP.NET Core", ".NET Framework MVC", "ASP.NET Web API"]),
    ("rails", &["Ruby on Rails", "Rails"]),
    ("gin", &["Gin", "Echo"]),
    ("other-framework", &["Micronaut", "Quarkus", "Revel"]),
    ("laravel", &["Laravel", "Symfony"]),
    (
        "build-tools",
        &[
            "Maven",
            "Gradle",
            "pip",
            "npm",
            "yarn",
            "NuGet",
            "Bundler",
            "Go modules",
            "dependency management",
            "build tools",
        ],
    ),
    ("sql", &["SQL", "Structured Query Language", "relational databases"]),
    ("postgresql", &["PostgreSQL"]),
    ("mysql", &["MySQL"]),
    ("sql-server", &["SQL Server", "Microsoft SQL Server"]),
    ("data-modelling", &["data modeling", "database design", "database schema design"]),
    ("indexing", &["query optimization", "database query optimization"]),
    ("schema-migrations", &["data migration"]),
    ("database-operations", &["database management", "database administration"]),
    ("mongodb", &["MongoDB", "document database"]),
    ("redis", &["Redis", "in-memory data store"]),
    ("cassandra", &["Cassandra"]),
    ("caching", &["caching", "cache"]),
    ("data-pipelines", &["Spark", "Hadoop", "ETL", "data pipelines", "data processing"]),
    ("data-warehousing", &["data warehousing"]),
    ("rest-api-design", &["REST", "RESTful API", "CRUD", "API design"]),
    ("graphql", &["GraphQL"]),
    ("api-documentation", &["Swagger", "OpenAPI", "API documentation", "Postman collections"]),
    (
        "third-party-integration",
        &["third-party APIs", "third-party services", "payment gateway", "social media APIs", "analytics platforms"],
    ),
    ("realtime-apis", &["real-time backend systems", "realtime APIs"]),
    ("linux", &["Linux", "Unix", "Windows Server", "operating systems"]),
    ("networking", &["networking"]),
    ("deployment", &["deployment", "backend deployment"]),
    ("containers", &["Docker", "containerization"]),
    ("kubernetes", &["Kubernetes", "container orchestration"]),
    ("logging", &["Log4j", "SLF4J", "Python logging", "Node.js logging libraries", "logging"]),
    ("monitoring", &["Prometheus", "Grafana", "Datadog", "New Relic", "monitoring"]),
    ("git", &["Git", "GitHub", "GitLab", "Bitbucket", "version control"]),
    ("code-review", &["code reviews"]),
    ("continuous-integration", &["Jenkins", "GitLab CI", "GitHub Actions"]),
    ("continuous-delivery", &["CI/CD", "CI/CD pipelines"]),
    (
        "unit-testing",
        &[
            "unit testing",
            "JUnit",
            "Mockito",
            "pytest",
            "unittest",
            "unittest.mock",
            "Mocha",
            "Chai",
            "Jest",
            "NUnit",
            "xUnit",
            "RSpec",
            "Go testing",
        ],
    ),
    ("integration-testing", &["integration testing", "API testing", "Postman", "REST Assured", "Insomnia"]),
    ("load-testing", &["load testing", "performance testing"]),
    ("authentication", &["authentication", "JWT", "JSON Web Tokens"]),
    ("authorization", &["authorization", "role-based access control", "RBAC"]),
    ("web-vulnerabilities", &["OWASP", "API security", "backend vulnerabilities"]),
    ("data-protection", &["data encryption", "data security"]),
    ("threat-modelling", &["threat modelling", "security architecture", "threat mitigation"]),
    (
        "vulnerability-management",
        &[
            "vulnerability management",
            "ethical hacking",
            "Security+",
            "CEH",
            "OSCP",
            "security tools",
            "security certifications",
        ],
    ),
    ("aws", &["AWS", "Amazon Web Services"]),
    ("azure", &["Azure", "Microsoft Azure"]),
    ("google-cloud", &["Google Cloud", "Google Cloud Platform", "GCP"]),
    ("cloud-fundamentals", &["cloud computing", "cloud-native", "managed databases"]),
    ("serverless", &["AWS Lambda", "Azure Functions", "Google Cloud Functions", "serverless functions"]),
    ("infrastructure-as-code", &["Terraform", "CloudFormation", "IaC", "infrastructure as code"]),
    ("system-design", &["system design", "backend architecture", "architectural patterns"]),
    ("distributed-systems", &["distributed systems"]),
    ("microservices", &["microservices", "API gateways", "service discovery", "microservices architecture"]),
    ("event-driven-architecture", &["event-driven architecture", "asynchronous processing"]),
    ("domain-driven-design", &["server-side logic"]),
    ("kafka", &["Kafka"]),
    ("rabbitmq", &["RabbitMQ", "message queues"]),
    ("performance", &["performance optimization", "performance engineering", "profiling", "performance tuning"]),
    ("scalability", &["scalability"]),
    ("web-pages", &["HTML", "CSS"]),
    ("frontend-framework", &["React", "Angular", "Vue.js", "frontend frameworks"]),
];

/// Soft skills, what is expected of seniors, and what managers and architects need.
const PEOPLE: &[(&str, &str, &[&str])] = &[
    ("technical", "debugging", &["logical thinking", "problem-solving"]),
    ("soft", "analysis", &["analytical skills"]),
    ("technical", "test-design", &["attention to detail"]),
    ("soft", "technical-communication", &["technical communication", "communication", "documentation"]),
    ("soft", "collaboration", &["collaboration", "teamwork"]),
    ("technical", "performance", &["performance-oriented mindset"]),
    ("technical", "threat-modelling", &["security-conscious development"]),
    ("leadership", "technical-leadership", &["technical leadership", "technical vision"]),
    ("leadership", "mentoring", &["mentoring", "mentorship"]),
    ("leadership", "cross-team-leadership", &["cross-functional collaboration", "communication leadership"]),
    (
        "leadership",
        "engineering-standards",
        &["engineering best practices", "quality standards", "code quality standards"],
    ),
    ("leadership", "people-management", &["people management", "team building", "leadership principles"]),
    ("leadership", "project-management", &["project management"]),
    (
        "strategic",
        "technology-strategy",
        &[
            "technology strategy",
            "technology roadmap",
            "technology adoption",
            "technology innovation",
            "enterprise architecture",
            "continuous learning",
            "adaptability",
        ],
    ),
    ("strategic", "business-enablement", &["business enablement", "budget", "resource allocation", "ROI"]),
    ("strategic", "risk-management", &["risk management", "risk mitigation"]),
];

const GROUPS: [(&str, &str); 7] = [
    ("language", "backend language"),
    ("web-framework", "web framework"),
    ("relational-database", "relational database"),
    ("nosql-store", "NoSQL databases"),
    ("cloud-platform", "cloud platform"),
    ("message-broker", "message broker"),
    ("jvm-language", "Java or Kotlin"),
];

/// The ladder, the specialisations and the switches, with the job titles that the document gives them.
const ROLES: &[(&str, &[&str])] = &[
    ("intern", &["Backend Developer Intern", "Backend Developer Trainee", "Server-Side Developer Intern"]),
    (
        "junior",
        &[
            "Junior Backend Developer",
            "Associate Backend Developer",
            "Backend Engineer I",
            "Entry-Level Backend Engineer",
            "Junior Software Engineer (Backend Focused)",
            "Associate Server-Side Developer",
            "API Developer (entry-level)",
        ],
    ),
    (
        "mid",
        &["Backend Developer", "Backend Engineer", "Server-Side Developer", "Server-Side Engineer", "API Developer"],
    ),
    ("senior", &["Senior Backend Developer", "Senior Backend Engineer", "Senior API Engineer", "Senior API Developer"]),
    ("lead", &["Lead Backend Developer", "Lead Backend Engineer", "Backend Lead", "Technical Lead", "Team Lead"]),
    ("principal", &["Principal Backend Engineer"]),
    ("api-microservices", &["API Specialist", "API Architect", "Microservices Architect"]),
    ("database-engineering", &["Database Specialist (Backend)", "Database Engineering"]),
    ("cloud-backend", &["Cloud Backend Engineer", "Cloud Architect (Backend)", "Backend Platform Engineer"]),
    ("performance-engineering", &["Performance Engineer (Backend)", "Performance Architect (Backend)"]),
    ("backend-security", &["Security Engineer (Backend)", "Security Architect (Backend)"]),
    ("stack-specialist", &["Technology Stack Specialist"]),
    ("event-driven-systems", &["Event-Driven Systems"]),
    ("ai-backend", &["AI Backend Engineer"]),
    ("full-stack-developer", &["Full Stack Developer"]),
    ("devops-engineer", &["DevOps Engineer"]),
    (
        "software-architect",
        &[
            "Software Architect",
            "Software Architect (Backend Focus)",
            "Backend Architect",
            "Principal Backend Architect",
            "Chief Backend Architect",
        ],
    ),
    (
        "engineering-manager",
        &["Engineering Manager", "Backend Engineering Manager", "Engineering Manager (Backend Teams)"],
    ),
    ("security-engineer", &["Security Engineer"]),
    ("data-engineer", &["Data Engineer"]),
];

/// Titles of people who lead managers, or answer for a company's whole landscape: no list for a backend developer is
/// theirs, so the guides name them and no target does.
const BEYOND: [&str; 9] = [
    "Enterprise Architect (Backend Focus)",
    "Enterprise Architect (with Backend Specialization)",
    "Director of Backend Engineering",
    "Director of Backend Development",
    "VP of Backend Engineering",
    "Head of Backend Development",
    "Head of Backend Engineering",
    "CTO",
    "CIO",
];

const PROJECTS: [&str; 7] = [
    "documented-rest-api",
    "containerised-microservice",
    "backend-with-database",
    "secured-api",
    "serverless-function",
    "open-source-contribution",
    "performance-project",
];

fn rubric() -> Rubric {
    read(&builtin("backend-developer").unwrap().sources()).unwrap()
}

fn found<'r>(rubric: &'r Rubric, name: &str) -> &'r str {
    match rubric.find_thing(name) {
        Ok(Thing::Subject(subject)) => rubric.subject_id(subject).as_str(),
        Ok(Thing::Target(at)) => rubric[at].id.as_str(),
        Ok(Thing::Project(at)) => rubric[at].id.as_str(),
        Ok(Thing::Guide(at)) => rubric[at].id.as_str(),
        Err(_) => "nothing",
    }
}

#[track_caller]
fn all_lead_to(expected: &[(&str, &[&str])]) {
    let rubric = rubric();
    let led = expected.iter().flat_map(|(id, names)| names.iter().map(move |name| (name, id)));
    let astray: Vec<_> = led.filter(|(name, id)| found(&rubric, name) != **id).collect();
    let astray: Vec<_> =
        astray.iter().map(|(name, id)| format!("{name}: {}, not {id}", found(&rubric, name))).collect();
    assert!(astray.is_empty(), "{astray:#?}");
}

#[test]
fn every_technology_has_its_skill() {
    all_lead_to(TECHNOLOGY);
}

#[test]
fn every_soft_skill_and_expectation_has_its_skill() {
    let rubric = rubric();
    all_lead_to(&PEOPLE.iter().map(|(_, id, names)| (*id, *names)).collect::<Vec<_>>());
    for (kind, id, _) in PEOPLE {
        assert_eq!(rubric[rubric.skill(id).unwrap()].kind.word(), *kind, "{id}");
    }
}

#[test]
fn alternatives_stand_in_groups() {
    let rubric = rubric();
    for (id, name) in GROUPS {
        assert_eq!(found(&rubric, name), id);
        let Ok(Subject::Group(at)) = rubric.find(id) else { panic!("{id} is no group") };
        assert_eq!(rubric[at].choose, 1);
        assert!(rubric[at].members.len() >= 2);
    }
}

#[test]
fn every_role_has_its_target() {
    all_lead_to(ROLES);
    let rubric = rubric();
    assert_eq!(rubric.targets().len(), ROLES.len());
    let of = |wanted: fn(TargetKind) -> bool| rubric.targets().filter(|(_, target)| wanted(target.kind)).count();
    assert_eq!(of(|kind| matches!(kind, TargetKind::Ladder { .. })), 6);
    assert_eq!(of(|kind| kind == TargetKind::Specialisation), 8);
    assert_eq!(of(|kind| kind == TargetKind::Switch), 6);
    for (_, target) in rubric.targets() {
        assert_eq!(target.after.is_some(), target.rank().is_none(), "{} starts from a rung of the ladder", target.id);
    }
    let priced = rubric.targets().filter(|(_, target)| target.salary.is_some()).map(|(_, target)| target.id.as_str());
    assert_eq!(priced.collect::<Vec<_>>(), [""; 0], "a salary holds for one year and region");
    for title in BEYOND {
        assert_eq!(found(&rubric, title), "nothing", "{title}");
    }
}

#[test]
fn every_project_and_every_advice_is_there() {
    let rubric = rubric();
    for id in PROJECTS {
        assert!(matches!(rubric.find_thing(id), Ok(Thing::Project(_))), "{id}");
    }
    let advice: Vec<_> = rubric.guides().flat_map(|(_, guide)| &guide.text).map(String::as_str).collect();
    let links: Vec<_> = rubric.guides().flat_map(|(_, guide)| &guide.links).map(|link| link.title.as_str()).collect();
    let said = advice.join(" ") + " " + &links.join(" ");
    for name in [
        "Degree",
        "Bootcamp",
        "freeCodeCamp",
        "Codecademy",
        "Udemy",
        "Coursera",
        "edX",
        "Udacity",
        "GitHub",
        "README",
        "Postman",
        "OpenAPI",
        "open source",
        "enterprise architect",
        "director",
        "head",
        "vice president",
        "CTO",
        "CIO",
        "Security+",
        "CEH",
        "OSCP",
        "CISSP",
    ] {
        assert!(said.contains(name), "no guide says {name}");
    }
    let show: Vec<_> = rubric.projects().flat_map(|(_, project)| &project.show).map(String::as_str).collect();
    let show = show.join(" ").to_lowercase();
    for name in ["readme", "documentation", "before", "portfolio"] {
        assert!(show.contains(name), "no project is shown by {name}");
    }
}

/// Beside what the document names, what a backend developer of today looks for.
#[test]
fn what_is_asked_for_today_is_there_too() {
    all_lead_to(&[
        ("typescript", &["TypeScript"]),
        ("kotlin", &["Kotlin"]),
        ("rust", &["Rust"]),
        ("elixir", &["Elixir"]),
        ("transactions", &["ACID", "isolation levels", "transactions"]),
        ("http", &["HTTPS", "CORS"]),
        ("networking", &["TLS", "DNS", "SSL"]),
        ("grpc", &["gRPC", "Protocol Buffers"]),
        ("realtime-apis", &["WebSockets", "Server-Sent Events"]),
        ("search-engines", &["Elasticsearch", "Solr", "full-text search"]),
        ("authentication", &["OAuth", "OAuth 2.0", "OIDC", "OpenID Connect", "SAML"]),
        ("monitoring", &["OpenTelemetry", "observability", "distributed tracing"]),
        ("incident-response", &["on-call", "incident response"]),
        ("domain-driven-design", &["DDD", "bounded context"]),
        ("event-driven-architecture", &["CQRS", "event sourcing"]),
        ("ai-assisted-development", &["GitHub Copilot", "AI-assisted development"]),
        ("deployment", &["Nginx", "web servers"]),
        ("caching", &["Memcached", "CDN"]),
        ("database-operations", &["sharding", "database replication"]),
        ("distributed-systems", &["CAP theorem"]),
        ("resilience", &["circuit breaker"]),
        ("scalability", &["rate limiting", "multi-tenancy"]),
        ("llm-integration", &["LLM", "prompt engineering"]),
        ("llm-retrieval", &["RAG", "vector database"]),
        ("llm-agents", &["MCP", "function calling"]),
        ("llm-evaluation", &["LLM evals"]),
        ("supply-chain-security", &["SBOM", "SLSA"]),
        ("platform-engineering", &["internal developer platform"]),
        ("scala", &["Scala"]),
        ("cpp", &["C++"]),
        ("other-language", &["Haskell", "C", "Swift"]),
        ("test-design", &["test strategy"]),
        ("data-modelling", &["Neo4j", "normalization"]),
        ("configuration", &["twelve-factor app", "HashiCorp Vault", "secrets management"]),
    ]);
}

#[test]
fn a_name_of_another_kind_is_told_where_it_leads() {
    let house = House::new();
    let asked = |args: &[&str]| house.run(args).stderr;
    let target = asked(&["explain", "Full Stack Developer"]);
    insta::assert_snapshot!(target, @"
    error: `Full Stack Developer` is a target of rubric `backend-developer`, not a skill or group
    hint: `skillgap target show full-stack-developer` shows it
    ");
    let skill = asked(&["target", "show", "NuGet"]);
    insta::assert_snapshot!(skill, @"
    error: `NuGet` is a skill of rubric `backend-developer`, not a target
    hint: `skillgap explain build-tools` shows it
    ");
    let project = asked(&["explain", "documented-rest-api"]);
    insta::assert_snapshot!(project, @"
    error: `documented-rest-api` is a project of rubric `backend-developer`, not a skill or group
    hint: `skillgap rubric show backend-developer documented-rest-api` shows it
    ");
}

#[test]
fn a_name_in_the_place_of_a_rubric_is_told_where_it_belongs() {
    let ran = House::new().run(&["rubric", "show", "NuGet"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: there is no rubric `NuGet`
    hint: to see what rubric `backend-developer` has: `skillgap rubric show backend-developer build-tools`
    ");
}

#[test]
fn a_project_and_a_guide_can_be_read() {
    let house = House::new();
    for (name, what) in [("secured-api", "projects"), ("entry-routes", "guides")] {
        let show = |format: &str| house.run(&["rubric", "show", "backend-developer", name, "--format", format]);
        assert!(show("table").stdout.contains(name));
        assert!(show("markdown").stdout.starts_with("# "));
        let json: serde_json::Value = serde_json::from_str(&show("json").stdout).unwrap();
        let rubric = house.run(&["rubric", "show", "backend-developer", "--format", "json"]).stdout;
        let rubric: serde_json::Value = serde_json::from_str(&rubric).unwrap();
        assert!(rubric[what].as_array().unwrap().contains(&json), "{json}");
    }
}

/// The file of the rubric as it is named in messages.
#[test]
fn the_document_is_credited() {
    let sources: Vec<Source> = builtin("backend-developer").unwrap().sources();
    let rubric = read(&sources).unwrap();
    let credit = &rubric.sources()[0];
    assert_eq!((credit.title.as_str(), credit.license.as_deref()), ("21. Backend Developer", Some("CC-BY-4.0")));
}
