//! Tests of the storage engine on its disk.
