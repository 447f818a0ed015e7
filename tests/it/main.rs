//! The tests of the whole: one binary, a module a file.

mod properties;
mod report;
mod rubric_errors;
mod rubric_properties;
mod rubrics;
