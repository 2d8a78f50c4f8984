namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal readonly struct ValueTaskShape<T> : ITaskShape<ValueTask<T>, TaskCompletionSource<T>>
{
    public static ValueTask<T> Invoke<TCall>(in TCall call, Grain grain)
        where TCall : struct, IGrainCall<ValueTask<T>>
        => call.Invoke(grain);

    public static bool Succeeded(in ValueTask<T> task) => task.IsCompletedSuccessfully;

    public static ValueTask<T> FromException(Exception exception) => ValueTask.FromException<T>(exception);

    public static Task ToTask(in ValueTask<T> task) => task.AsTask();

    public static ValueTask<T> FromTask(Task task) => new((Task<T>)task);

    public static object? ResultOf(Task task) => ((Task<T>)task).Result;

    public static async ValueTask<T> FromContext(Task filters, IGrainCallContext context)
    {
        await filters;
        return context.Result is { } result ? (T)result : default!;
    }

    public static TaskCompletionSource<T> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static ValueTask<T> TaskOf(TaskCompletionSource<T> promise) => new(promise.Task);

    public static bool IsAnswered(TaskCompletionSource<T> promise) => promise.Task.IsCompleted;

    public static void Answer(TaskCompletionSource<T> promise, Task task) => promise.TrySetFromTask((Task<T>)task);

    public static bool Fail(TaskCompletionSource<T> promise, Exception exception) => promise.TrySetException(exception);
}
