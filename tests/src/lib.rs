//! Shared parts of the tests and tools.
