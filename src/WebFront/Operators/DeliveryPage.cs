namespace Identity.WebFront.Operators;

/// <summary>Some deliveries, newest received first.</summary>
/// <param name="Data">The deliveries.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null after the last one.</param>
internal sealed record DeliveryPage(IReadOnlyList<DeliveryAnswer> Data, string? Next);
