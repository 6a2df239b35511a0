//! What the tests and measurements share.
