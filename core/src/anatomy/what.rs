//! What a span can be. Numbers are those that stand there.

/// What some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    // Of many files.
    /// Bytes that say what kind of file, or part of one, this is.
    Magic,
    /// The version of the format.
    Version(u64),
    /// The number of the file, and whether it is the one in its name.
    FileNumber {
        /// The number.
        number: u64,
        /// Whether the name says the same, or nothing.
        right: bool,
    },
    /// A checksum of other bytes.
    Checksum {
        /// Whether those are what it says.
        right: bool,
    },
    /// How many bytes follow.
    Length(u64),
    /// How many there are of what follows.
    Count(u64),
    /// 0, for a later format.
    Reserved,

    // Entries.
    /// Whether a write puts or deletes.
    Write {
        /// It puts.
        put: bool,
    },
    /// Sequence number and kind of an entry, in one number.
    Tag {
        /// When it was written.
        sequence: u64,
        /// Whether it puts; otherwise it is a tombstone.
        put: bool,
    },
    /// The sequence number of the first write.
    Sequence(u64),
    /// How many bytes the key shares with the one before.
    KeyShared(u64),
    /// How many bytes of key follow.
    KeyLength(u64),
    /// A key, or what is left of it.
    Key,
    /// How many bytes of value follow.
    ValueLength(u64),
    /// A value.
    Value,

    // Frames.
    /// What a frame holds.
    Contents(Contents),
    /// How many bytes before the frame were not durable when it was written.
    Behind(u64),
    /// How many bytes of the log were durable when it was written.
    Durable(u64),
    /// The number of a frame.
    FrameNumber(u64),
    /// The log before; 0 if there is none.
    PreviousLog(u64),
    /// How many bytes of that log count.
    PreviousLength(u64),
    /// Whether those were durable.
    Certain(bool),

    // The manifest.
    /// The name of the manifest that counts.
    ManifestName,
    /// The first log that is needed.
    FirstLog(u64),
    /// The last sequence number that is in tables.
    Flushed(u64),
    /// The number of the next file.
    NextFile(u64),
    /// A table that does not count any more.
    RemovedTable(u64),
    /// The level of a table.
    Level(u64),
    /// The run of a table.
    Run(u64),
    /// The number of a table.
    Table(u64),
    /// Bytes of a table.
    TableBytes(u64),
    /// Entries of a table.
    Entries(u64),
    /// Tombstones among them.
    Tombstones(u64),
    /// The smallest key of a table.
    SmallestKey,
    /// The largest key of a table.
    LargestKey,
    /// The last log of an engine that was closed.
    LastLog(u64),
    /// Where that log ends.
    LogEnd(u64),

    // Tables.
    /// Where, in its block, a key is whole.
    RestartPoint(u64),
    /// How a block is stored.
    Compression(Compressed),
    /// A compressed block.
    Packed {
        /// How many bytes it is without that.
        bytes: u64,
    },
    /// Which filter it is.
    FilterKind,
    /// How many bits stand for a key.
    FilterHashes(u64),
    /// How many bits the filter has.
    FilterBits(u64),
    /// The bits.
    FilterWords,
    /// The last key of a block.
    LastKey,
    /// Where a part of the file begins.
    Offset(u64),
    /// How many bytes it has.
    Size(u64),

    // Pages.
    /// The number of a page.
    PageNumber(u64),
    /// What the page is for.
    PageKind(crate::btree::Kind),
    /// 0 for a leaf, and one more for each step up.
    PageLevel(u64),
    /// How many slots there are.
    Slots(u64),
    /// Where in the page its cells begin.
    CellsStart(u64),
    /// Of page 0 the root, of an inner page its leftmost child, of a free page the next free one.
    Link(u64),
    /// Where a cell is in its page.
    Slot {
        /// Where it begins.
        from: u64,
        /// How many bytes it has.
        bytes: u64,
    },
    /// Bytes of a page that are free.
    FreeSpace,
    /// The page below.
    Child(u64),
    /// The first free page; 0 if there is none.
    FreePage(u64),
    /// How many pages there are.
    Pages(u64),
    /// A page that was never written: the log has it.
    Hole,
    /// Bytes of a page.
    PageBytes(u64),
    /// How often a log was begun.
    Generation(u64),
    /// The number of the first frame of a log.
    FirstFrame(u64),
    /// What a frame changes in a page.
    Change(ChangeKind),
    /// The slot that is changed.
    SlotNumber(u64),
    /// A cell for a page of which this log does not say the kind.
    Cell,

    /// All of a group, of which the parts were not asked for.
    Whole,
    /// What was not durable when the machine stopped: the engine cuts it off.
    Torn,
    /// What was written is not what is read.
    Damaged(Why),
    /// No file of an engine.
    Unknown,
}

/// What a frame of a log or manifest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Which log this one comes after.
    Begin,
    /// Writes, all or none.
    Batch,
    /// A change of the set of tables.
    Edit,
    /// The engine was closed.
    Closed,
}

/// How a block is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compressed {
    /// As it is.
    No,
    /// By lz4.
    Lz4,
    /// In a way that is not known.
    Unknown,
}

/// What a tree's log says of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// All of it.
    Image,
    /// A cell comes in.
    Insert,
    /// A cell goes.
    Remove,
}

/// Why bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file does not begin as its name says.
    Header,
    /// A later program wrote it.
    Version,
    /// A checksum is wrong.
    Checksum,
    /// The file ends too early.
    Truncated,
    /// The checksum is right and the content makes no sense.
    Encoding,
    /// What says where this is cannot be read.
    Lost,
}
