//! What is asked of an access log: under these rules, by this algorithm, these clients.
