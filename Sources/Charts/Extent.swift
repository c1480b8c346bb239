import Records

/// A number on a scale, as far as its words tell: certain up to `solid`, then possible up to `hollow`, or without end.
///
/// 78 is certain. 200余 is certain up to 200 and ends before 300; 近700 is certain up to 600; 超20万 has no end; of
/// 约200 nothing is certain, and it is drawn up to its value, open.
struct Extent {
  let solid: Double
  let hollow: Double
  let isOpen: Bool

  init(_ quantity: Quantity) {
    let low = quantity.low?.approximate, high = quantity.high?.approximate
    solid = low ?? 0
    hollow = high ?? max(solid, quantity.value.approximate)
    isOpen = high == nil
  }

  /// Whether it is not one number, but a part of the scale.
  var isUncertain: Bool { isOpen || hollow > solid }
}
