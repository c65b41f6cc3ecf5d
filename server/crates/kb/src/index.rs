//! A reader of the bytes of an `fst` (format version 3) that checks every bound.
//!
//! The reader of the `fst` crate takes its input at its word and panics on bytes that are no fst; finding that out
//! beforehand means reading all of them. This one gives fewer names instead. It reads the layout that
//! `fst::raw::Builder` writes (the crate's `raw/node.rs`): nodes stand behind the nodes they lead to, are addressed
//! by their last byte and read backwards.

/// A node with this many transitions or fewer has no index by input byte.
const UNINDEXED: usize = 32;
/// The address of the node that is final, has no output and leads nowhere.
const EMPTY: usize = 0;
/// The input bytes that a node of one transition packs into its state byte, most frequent first.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// The root of an fst; what it takes to begin a walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root {
    node: Node,
    at: usize,
}

/// A node, decoded far enough to ask it for a transition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    shape: Shape,
    is_final: bool,
    final_output: u64,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Leaf,
    One {
        input: u8,
        output: u64,
        to: usize,
    },
    /// `inputs`, `addresses` and `outputs` are where these lists begin; each is written last transition first.
    Many {
        count: usize,
        index: Option<usize>,
        inputs: usize,
        addresses: usize,
        address_size: usize,
        outputs: usize,
        output_size: usize,
        end: usize,
    },
}

impl Root {
    /// Reads the frame of an fst. `None` if the bytes cannot be one.
    pub(crate) fn new(data: &[u8]) -> Option<Root> {
        let version = uint(data, 0, 8)?;
        let at = data.len().checked_sub(12)?;
        let root = usize::try_from(uint(data, at, 8)?).ok()?;
        if version != 3 {
            return None;
        }
        let node = Node::read(data, root)?;
        Some(Root { node, at: root })
    }

    pub(crate) fn node(self) -> Node {
        self.node
    }

    /// The address of the node.
    pub(crate) fn address(self) -> usize {
        self.at
    }
}

/// Where `byte` leads from the node at an address: the next address and the output on the way. A walk for the longest name takes
/// many steps and needs no more than that of almost all nodes.
#[inline]
pub(crate) fn step(data: &[u8], at: usize, byte: u8) -> Option<(usize, u64)> {
    let state = *data.get(at)?;
    if state & 0b1000_0000 != 0 && at != EMPTY {
        // Most walks end here: one transition, and another byte.
        let input = match usize::from(state & 0b0011_1111) {
            0 => *data.get(at - 1)?,
            common => COMMON[common - 1],
        };
        if input != byte {
            return None;
        }
    }
    match Node::read(data, at)?.shape {
        Shape::Leaf => None,
        Shape::One { input, output, to } => (input == byte).then_some((to, output)),
        shape @ Shape::Many { .. } => shape.transition(data, shape.position(data, byte)?),
    }
}

/// The output of the key that ends at the node at an address.
#[inline]
pub(crate) fn final_output(data: &[u8], at: usize) -> Option<u64> {
    Node::read(data, at)?.final_output()
}

impl Node {
    /// The output of the key that ends here, to be added to those on the way.
    pub(crate) fn final_output(&self) -> Option<u64> {
        self.is_final.then_some(self.final_output)
    }

    /// Where `byte` leads: the node and the output on the way.
    #[inline]
    pub(crate) fn step(&self, data: &[u8], byte: u8) -> Option<(Node, u64)> {
        match self.shape {
            Shape::Leaf => None,
            Shape::One { input, output, to } => {
                if input != byte {
                    return None;
                }
                Some((Node::read(data, to)?, output))
            }
            shape @ Shape::Many { .. } => {
                let (to, output) = shape.transition(data, shape.position(data, byte)?)?;
                Some((Node::read(data, to)?, output))
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self.shape {
            Shape::Leaf => 0,
            Shape::One { .. } => 1,
            Shape::Many { count, .. } => count,
        }
    }

    /// The input byte of the `i`th transition.
    #[inline]
    pub(crate) fn input(&self, data: &[u8], i: usize) -> Option<u8> {
        match self.shape {
            Shape::Leaf => None,
            Shape::One { input, .. } => (i == 0).then_some(input),
            Shape::Many { count, inputs, .. } => {
                data.get(inputs + count.checked_sub(i + 1)?).copied()
            }
        }
    }

    /// The `i`th transition in order of input: its byte, the node it leads to and the output on the way.
    pub(crate) fn child(&self, data: &[u8], i: usize) -> Option<(u8, Node, u64)> {
        match self.shape {
            Shape::Leaf => None,
            Shape::One { input, output, to } => {
                (i == 0).then_some((input, Node::read(data, to)?, output))
            }
            Shape::Many { count, inputs, .. } => {
                let input = *data.get(inputs + count.checked_sub(i + 1)?)?;
                let (to, output) = self.shape.transition(data, i)?;
                Some((input, Node::read(data, to)?, output))
            }
        }
    }

    #[inline]
    fn read(data: &[u8], at: usize) -> Option<Node> {
        if at == EMPTY {
            return Some(Node {
                shape: Shape::Leaf,
                is_final: true,
                final_output: 0,
            });
        }
        let state = *data.get(at)?;
        let low = usize::from(state & 0b0011_1111);
        if state & 0b1000_0000 == 0 {
            return Node::read_many(data, at, state & 0b0100_0000 != 0, low);
        }
        let (input, before) = match low {
            0 => (*data.get(at - 1)?, at - 1),
            common => (COMMON[common - 1], at),
        };
        let shape = if state & 0b0100_0000 != 0 {
            Shape::One {
                input,
                output: 0,
                to: before.checked_sub(1)?,
            }
        } else {
            let sizes_at = before.checked_sub(1)?;
            let (address_size, output_size) = sizes(*data.get(sizes_at)?);
            let delta_at = sizes_at.checked_sub(address_size)?;
            let end = delta_at.checked_sub(output_size)?;
            Shape::One {
                input,
                output: uint(data, end, output_size)?,
                to: address(end, uint(data, delta_at, address_size)?)?,
            }
        };
        Some(Node {
            shape,
            is_final: false,
            final_output: 0,
        })
    }

    fn read_many(data: &[u8], at: usize, is_final: bool, low: usize) -> Option<Node> {
        let (count, before) = match low {
            0 => match *data.get(at - 1)? {
                // A single transition never needs a byte of its own, so 1 stands for what no byte can hold.
                1 => (256, at - 1),
                n => (usize::from(n), at - 1),
            },
            n => (n, at),
        };
        let sizes_at = before.checked_sub(1)?;
        let (address_size, output_size) = sizes(*data.get(sizes_at)?);
        let (index, lists_end) = if count > UNINDEXED {
            let index = sizes_at.checked_sub(256)?;
            (Some(index), index)
        } else {
            (None, sizes_at)
        };
        let inputs = lists_end.checked_sub(count)?;
        let addresses = inputs.checked_sub(count * address_size)?;
        let outputs = addresses.checked_sub(count * output_size)?;
        let (final_output, end) = if is_final {
            let end = outputs.checked_sub(output_size)?;
            (uint(data, end, output_size)?, end)
        } else {
            (0, outputs)
        };
        Some(Node {
            shape: Shape::Many {
                count,
                index,
                inputs,
                addresses,
                address_size,
                outputs,
                output_size,
                end,
            },
            is_final,
            final_output,
        })
    }
}

impl Shape {
    /// Which transition a byte takes.
    #[inline]
    fn position(self, data: &[u8], byte: u8) -> Option<usize> {
        let Shape::Many {
            count,
            index,
            inputs,
            ..
        } = self
        else {
            return None;
        };
        match index {
            Some(index) => {
                let i = usize::from(*data.get(index + usize::from(byte))?);
                (i < count).then_some(i)
            }
            None => {
                let inputs = data.get(inputs..inputs + count)?;
                let at = inputs.iter().position(|&b| b == byte)?;
                Some(count - 1 - at)
            }
        }
    }

    #[inline]
    fn transition(self, data: &[u8], i: usize) -> Option<(usize, u64)> {
        let Shape::Many {
            count,
            addresses,
            address_size,
            outputs,
            output_size,
            end,
            ..
        } = self
        else {
            return None;
        };
        let from_behind = count.checked_sub(i + 1)?;
        let delta = uint(data, addresses + from_behind * address_size, address_size)?;
        let output = uint(data, outputs + from_behind * output_size, output_size)?;
        Some((address(end, delta)?, output))
    }
}

/// Addresses only ever fall, so that no walk comes back to where it was.
#[inline]
fn address(end: usize, delta: u64) -> Option<usize> {
    match delta {
        0 => Some(EMPTY),
        delta => end.checked_sub(usize::try_from(delta).ok()?),
    }
}

#[inline]
fn sizes(byte: u8) -> (usize, usize) {
    (usize::from(byte >> 4), usize::from(byte & 15))
}

/// A little-endian number of 0 to 8 bytes.
#[inline]
fn uint(data: &[u8], at: usize, size: usize) -> Option<u64> {
    if size > 8 {
        return None;
    }
    let bytes = data.get(at..at.checked_add(size)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    )
}
