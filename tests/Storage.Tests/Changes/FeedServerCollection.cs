namespace Identity.Storage.Tests.Changes;

/// <summary>The tests that share <see cref="FeedServer"/>, one after the other.</summary>
[CollectionDefinition(nameof(FeedServer))]
public sealed class FeedServerCollection : ICollectionFixture<FeedServer>;
