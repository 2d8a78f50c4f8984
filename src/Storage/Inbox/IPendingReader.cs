using Identity.Grains.Events;

namespace Identity.Storage.Inbox;

/// <summary>
/// A database's side of reading what waits for an entity: each activation asks for it, so it is cut to measure.
/// </summary>
internal interface IPendingReader : IPendingDeliveries;
