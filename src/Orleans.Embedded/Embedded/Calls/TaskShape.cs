namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="Task"/>.</summary>
internal readonly struct TaskShape : ITaskShape<Task, TaskCompletionSource>
{
    public static Task Invoke<TCall>(in TCall call, Grain grain)
        where TCall : struct, IGrainCall<Task>
        => call.Invoke(grain)
            ?? throw new InvalidOperationException($"{TCall.Method} returned null instead of a task.");

    public static bool Succeeded(in Task task) => task.IsCompletedSuccessfully;

    public static Task FromException(Exception exception) => Task.FromException(exception);

    public static Task ToTask(in Task task) => task;

    public static Task FromTask(Task task) => task;

    public static object? ResultOf(Task task) => null;

    public static Task FromContext(Task filters, IGrainCallContext context) => filters;

    public static TaskCompletionSource NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task TaskOf(TaskCompletionSource promise) => promise.Task;

    public static bool IsAnswered(TaskCompletionSource promise) => promise.Task.IsCompleted;

    public static void Answer(TaskCompletionSource promise, Task task) => promise.TrySetFromTask(task);

    public static bool Fail(TaskCompletionSource promise, Exception exception) => promise.TrySetException(exception);
}
