namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
internal readonly struct TaskShape<T> : ITaskShape<Task<T>, TaskCompletionSource<T>>
{
    public static Task<T> Invoke<TCall>(in TCall call, Grain grain)
        where TCall : struct, IGrainCall<Task<T>>
        => call.Invoke(grain)
            ?? throw new InvalidOperationException($"{TCall.Method} returned null instead of a task.");

    public static bool Succeeded(in Task<T> task) => task.IsCompletedSuccessfully;

    public static Task<T> FromException(Exception exception) => Task.FromException<T>(exception);

    public static Task ToTask(in Task<T> task) => task;

    public static Task<T> FromTask(Task task) => (Task<T>)task;

    public static object? ResultOf(Task task) => ((Task<T>)task).Result;

    public static async Task<T> FromContext(Task filters, IGrainCallContext context)
    {
        await filters;
        return context.Result is { } result ? (T)result : default!;
    }

    public static TaskCompletionSource<T> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task<T> TaskOf(TaskCompletionSource<T> promise) => promise.Task;

    public static bool IsAnswered(TaskCompletionSource<T> promise) => promise.Task.IsCompleted;

    public static void Answer(TaskCompletionSource<T> promise, Task task) => promise.TrySetFromTask((Task<T>)task);

    public static bool Fail(TaskCompletionSource<T> promise, Exception exception) => promise.TrySetException(exception);
}
