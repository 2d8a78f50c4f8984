namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="ValueTask"/>.</summary>
internal readonly struct ValueTaskShape : ITaskShape<ValueTask, TaskCompletionSource>
{
    public static ValueTask Invoke<TCall>(in TCall call, Grain grain)
        where TCall : struct, IGrainCall<ValueTask>
        => call.Invoke(grain);

    public static bool Succeeded(in ValueTask task) => task.IsCompletedSuccessfully;

    public static ValueTask FromException(Exception exception) => ValueTask.FromException(exception);

    public static Task ToTask(in ValueTask task) => task.AsTask();

    public static ValueTask FromTask(Task task) => new(task);

    public static object? ResultOf(Task task) => null;

    public static ValueTask FromContext(Task filters, IGrainCallContext context) => new(filters);

    public static TaskCompletionSource NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static ValueTask TaskOf(TaskCompletionSource promise) => new(promise.Task);

    public static bool IsAnswered(TaskCompletionSource promise) => promise.Task.IsCompleted;

    public static void Answer(TaskCompletionSource promise, Task task) => promise.TrySetFromTask(task);

    public static bool Fail(TaskCompletionSource promise, Exception exception) => promise.TrySetException(exception);
}
