//! The tests of the whole: one binary, a module a file.

mod rubrics;
