namespace Orleans;

/// <summary>
/// Stands before the methods of grains. It is registered as a service of this type, for all grains of the host; or a
/// grain class implements it, for itself.
/// </summary>
/// <remarks>
/// Those of the host come first, in the order of their registration, then the grain's own, then the method. They run in
/// the grain's turn and see the caller's <see cref="Runtime.RequestContext"/>.
/// </remarks>
public interface IIncomingGrainCallFilter
{
    /// <summary>
    /// Goes on with <see cref="IGrainCallContext.Invoke"/>, or refuses by throwing, or answers by setting
    /// <see cref="IGrainCallContext.Result"/>.
    /// </summary>
    Task Invoke(IIncomingGrainCallContext context);
}
