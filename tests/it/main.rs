//! The tests of the whole: one binary, a module a file.

mod architecture;
mod asking_less;
mod bad_input;
mod career_path;
mod contract;
mod documents;
mod extends;
mod help;
mod profiles;
mod properties;
mod questionnaire;
mod quick;
mod report;
mod rubric_errors;
mod rubric_hints;
mod rubric_properties;
mod rubrics;
mod schema;
mod seat;
mod story;
mod support;
mod template;
mod transfer;
