//! Settings of the cluster that are one of a few names.

use crate::systems::choice::choice;

choice! {
    /// Who counts towards R and W.
    QuorumKind {
        /// The N nodes of the preference list alone.
        Strict = "strict",
        /// The first N nodes that are believed alive: others stand in, with a hint for whom.
        Sloppy = "sloppy",
    }
}

choice! {
    /// How many of those who count are asked.
    Contact {
        /// All of them; the first answers are enough.
        All = "all",
        /// R or W of them, drawn at random; the others hear nothing of it.
        Quorum = "quorum",
    }
}

choice! {
    /// How often each key is asked for.
    Popularity {
        /// All alike.
        Uniform = "uniform",
        /// A few far more often, by Zipf's law with exponent 0.99, as YCSB has it: key 0 most of all.
        Zipf = "zipf",
    }
}

choice! {
    /// What becomes of versions that do not know of one another.
    Resolution {
        /// All are kept, and whoever reads them puts them together.
        Siblings = "siblings",
        /// The one with the latest time by the clock of its coordinator; the others are gone.
        LastWriterWins = "last_writer_wins",
        /// There are none: a write first asks a quorum for the highest number and takes the next, and a read writes
        /// back what it is about to tell.
        AtomicRegister = "atomic_register",
    }
}

choice! {
    /// How silence is taken for death.
    Detector {
        /// Nothing new was heard for longer than the timeout.
        Timeout = "timeout",
        /// φ of the silence, from how often there was news before, is above the threshold.
        Phi = "phi",
        /// It is not waited for: each member is probed in turn, by others too, and may deny a suspicion in time.
        Swim = "swim",
    }
}

choice! {
    /// Whom a client asks.
    Routing {
        /// Any node.
        AnyNode = "any_node",
        /// A node of the key's preference list.
        Owner = "owner",
        /// Any node of its own data centre.
        Nearest = "nearest",
    }
}

choice! {
    /// What the clients do by themselves.
    Workload {
        /// Reads and writes, by the share of reads.
        Mixed = "mixed",
        /// Nothing: only what is commanded.
        None = "none",
        /// YCSB A: as many reads as updates.
        YcsbA = "ycsb_a",
        /// YCSB B: 95 % reads.
        YcsbB = "ycsb_b",
        /// YCSB F: reads, and reads followed by a write of the same key.
        YcsbF = "ycsb_f",
    }
}
